//! The table `[images]`.

use super::reader::{Setting, Table};
use crate::base::Span;
use crate::model::ImageSettings;
use crate::parse::tree::{Data, Reporter};

/// The widths that copies may have, in pixels.
const WIDTHS: std::ops::RangeInclusive<i64> = 16..=8192;

/// Reads `[images]`.
pub(super) fn images(setting: Option<Setting<'_>>, reporter: &mut Reporter<'_>) -> ImageSettings {
    let mut settings = ImageSettings::default();
    let Some(entries) = setting.and_then(|setting| setting.table(reporter)) else {
        return settings;
    };
    const KNOWN: [&str; 5] = ["responsive", "widths", "quality", "max_pixels", "sizes"];
    let table = Table::new("images.", entries, &KNOWN, reporter);
    let responsive = table.get("responsive").and_then(|setting| setting.bool(reporter));
    settings.responsive = responsive.unwrap_or(settings.responsive);
    if let Some(widths) = table.get("widths").and_then(|setting| widths(&setting, reporter)) {
        settings.widths = widths;
    }
    if let Some(quality) = table.get("quality").and_then(|setting| quality(&setting, reporter)) {
        settings.quality = quality;
    }
    let max_pixels = table.get("max_pixels").and_then(|setting| setting.count(reporter));
    settings.max_pixels = max_pixels.map_or(settings.max_pixels, |most| most as u64);
    if let Some(setting) = table.get("sizes")
        && let Some(sizes) = setting.text(reporter)
    {
        if sizes.is_empty() {
            let help = "write such as `sizes = \"(min-width: 39rem) 36rem, 100vw\"`, or take the line out";
            setting.bad("is empty", help, reporter);
        } else {
            settings.sizes = Some(sizes.to_owned());
        }
    }
    settings
}

/// Whole numbers, in whatever order they are written; `None` if one of them cannot be a width.
fn widths(setting: &Setting<'_>, reporter: &mut Reporter<'_>) -> Option<Vec<u32>> {
    let (least, most) = (WIDTHS.start(), WIDTHS.end());
    let mut bad = |span: Span, problem: String| {
        let help = "write such as `widths = [480, 800, 1200, 1600]`";
        setting.bad_at(span, &problem, help, reporter);
    };
    let Data::List(items) = &setting.node.data else {
        bad(
            setting.node.span,
            format!("must be a list, but it is {}", setting.node.kind()),
        );
        return None;
    };
    if items.is_empty() {
        bad(
            setting.node.span,
            "is empty; `responsive = false` makes no copies".to_owned(),
        );
        return None;
    }
    let mut widths = Vec::new();
    for item in items {
        let width = item.as_int().filter(|width| WIDTHS.contains(width));
        match width.and_then(|width| u32::try_from(width).ok()) {
            Some(width) => widths.push(width),
            None => bad(item.span, format!("must hold whole numbers from {least} to {most}")),
        }
    }
    let is_sound = widths.len() == items.len();
    widths.sort_unstable();
    widths.dedup();
    is_sound.then_some(widths)
}

fn quality(setting: &Setting<'_>, reporter: &mut Reporter<'_>) -> Option<u8> {
    let number = setting.node.as_int().and_then(|number| u8::try_from(number).ok());
    let quality = number.filter(|quality| (1..=100).contains(quality));
    if quality.is_none() {
        setting.bad("must be a whole number from 1 to 100", "write `quality = 80`", reporter);
    }
    quality
}
