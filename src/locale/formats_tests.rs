//! Facts of CLDR as ICU4X prints them.

#![allow(clippy::unwrap_used)]

use super::*;

fn plain(tag: &str) -> Locale {
    Locale::new(tag, Digits::Auto, &[]).unwrap()
}

fn strings(items: &[&str]) -> Vec<String> {
    items.iter().map(|&item| item.to_owned()).collect()
}

#[test]
fn a_locale_is_shared_between_threads() {
    fn shared<T: Send + Sync + std::fmt::Debug>() {}
    shared::<Locale>();
}

#[test]
fn months_follow_the_region() {
    for (tag, january, august) in [
        ("ar", "5 يناير 2026", "15 أغسطس 2026"),
        ("ar-EG", "٥ يناير ٢٠٢٦", "١٥ أغسطس ٢٠٢٦"),
        ("ar-SA", "٥ يناير ٢٠٢٦", "١٥ أغسطس ٢٠٢٦"),
        ("ar-SY", "٥ كانون الثاني ٢٠٢٦", "١٥ آب ٢٠٢٦"),
        ("ar-LB", "٥ كانون الثاني ٢٠٢٦", "١٥ آب ٢٠٢٦"),
        ("ar-IQ", "٥ كانون الثاني ٢٠٢٦", "١٥ آب ٢٠٢٦"),
        ("ar-JO", "٥ كانون الثاني ٢٠٢٦", "١٥ آب ٢٠٢٦"),
        ("ar-PS", "٥ كانون الثاني ٢٠٢٦", "١٥ آب ٢٠٢٦"),
        ("ar-MA", "5 يناير 2026", "15 غشت 2026"),
        ("ar-DZ", "5 جانفي 2026", "15 أوت 2026"),
        ("ar-TN", "5 جانفي 2026", "15 أوت 2026"),
        ("ar-AE", "5 يناير 2026", "15 أغسطس 2026"),
        ("he", "5 בינואר 2026", "15 באוגוסט 2026"),
        ("ur", "5 جنوری، 2026", "15 اگست، 2026"),
        ("en", "January 5, 2026", "August 15, 2026"),
        ("en-GB", "5 January 2026", "15 August 2026"),
        ("fa", "۱۵ دی ۱۴۰۴", "۲۴ مرداد ۱۴۰۵"),
        ("fa-AF", "۱۵ جدی ۱۴۰۴", "۲۴ اسد ۱۴۰۵"),
        ("ps-AF", "AP ۱۴۰۴ مرغومی ۱۵", "AP ۱۴۰۵ زمری ۲۴"),
        ("th", "5 มกราคม 2569", "15 สิงหาคม 2569"),
    ] {
        let locale = plain(tag);
        assert_eq!(locale.date(2026, 1, 5), january, "{tag}");
        assert_eq!(locale.date(2026, 8, 15), august, "{tag}");
    }
}

#[test]
fn years_of_other_calendars() {
    for (tag, calendars, expected) in [
        ("ar", &[][..], "2026"),
        (
            "ar",
            &[Calendar::Gregorian, Calendar::IslamicUmmAlQura][..],
            "2026 (1447 هـ – 1448 هـ)",
        ),
        ("ar-EG", &[Calendar::IslamicUmmAlQura][..], "٢٠٢٦ (١٤٤٧ هـ – ١٤٤٨ هـ)"),
        ("ar-SA", &[][..], "٢٠٢٦"),
        ("fa", &[][..], "۲۰۲۶ (۱۴۰۴ – ۱۴۰۵)"),
        ("fa", &[Calendar::Persian][..], "۲۰۲۶ (۱۴۰۴ – ۱۴۰۵)"),
        ("fa", &[Calendar::Gregorian][..], "۲۰۲۶"),
    ] {
        let locale = Locale::new(tag, Digits::Auto, calendars).unwrap();
        assert_eq!(locale.year_in_calendars(2026), expected, "{tag}");
    }
}

#[test]
fn months_and_years_are_gregorian() {
    for (tag, month, year) in [
        ("ar", "أغسطس 2026", "2026"),
        ("ar-SY", "آب ٢٠٢٦", "٢٠٢٦"),
        ("fa", "اوت ۲۰۲۶", "۲۰۲۶"),
        ("en", "August 2026", "2026"),
        ("ja", "2026年8月", "2026年"),
        ("pt-BR", "agosto de 2026", "2026"),
        ("pt-PT", "agosto de 2026", "2026"),
    ] {
        let locale = Locale::new(tag, Digits::Auto, &[Calendar::Persian]).unwrap();
        assert_eq!(locale.month(2026, 8), month, "{tag}");
        assert_eq!(locale.year(2026), year, "{tag}");
    }
}

#[test]
fn calendars() {
    use Calendar::{Gregorian, Hebrew, IslamicUmmAlQura, Persian};
    for (tag, calendars, (year, month, day), expected) in [
        ("ar-SA", &[IslamicUmmAlQura][..], (2026, 2, 18), "١ رمضان ١٤٤٧ هـ"),
        (
            "ar-SA",
            &[IslamicUmmAlQura, Gregorian],
            (2026, 2, 18),
            "١ رمضان ١٤٤٧ هـ (١٨ فبراير ٢٠٢٦)",
        ),
        (
            "en",
            &[Gregorian, IslamicUmmAlQura],
            (2026, 8, 15),
            "August 15, 2026 (Rabiʻ I 2, 1448 AH)",
        ),
        ("fa", &[Persian], (2026, 1, 5), "۱۵ دی ۱۴۰۴"),
        ("fa", &[Gregorian], (2026, 1, 5), "۵ ژانویه ۲۰۲۶"),
        ("fa-u-ca-gregory", &[], (2026, 1, 5), "۵ ژانویه ۲۰۲۶"),
        ("he", &[Hebrew], (2026, 8, 15), "ב׳ באלול ה׳תשפ״ו"),
        ("fa-u-ca-persian", &[], (2026, 1, 5), "۱۵ دی ۱۴۰۴"),
        ("fa-u-ca-persian", &[Gregorian], (2026, 1, 5), "۵ ژانویه ۲۰۲۶"),
    ] {
        let locale = Locale::new(tag, Digits::Auto, calendars).unwrap();
        assert_eq!(locale.date(year, month, day), expected, "{tag}");
    }
}

#[test]
fn dates_that_do_not_exist_are_not_invented() {
    let locale = plain("ar-EG");
    assert_eq!(locale.date(2026, 2, 30), "2026-02-30");
    assert_eq!(locale.month(2026, 13), "2026-13");
    assert_eq!(locale.year(i32::MAX), i32::MAX.to_string());
}

#[test]
fn digits() {
    for (tag, digits, number, date) in [
        ("ar", Digits::Auto, "1,234,567", "5 يناير 2026"),
        ("ar", Digits::Arab, "١٬٢٣٤٬٥٦٧", "٥ يناير ٢٠٢٦"),
        ("ar-EG", Digits::Auto, "١٬٢٣٤٬٥٦٧", "٥ يناير ٢٠٢٦"),
        ("ar-EG", Digits::Latn, "1,234,567", "5 يناير 2026"),
        ("ar-EG-u-nu-latn", Digits::Auto, "1,234,567", "5 يناير 2026"),
        ("ar-MA", Digits::Auto, "1.234.567", "5 يناير 2026"),
        ("fa", Digits::Auto, "۱٬۲۳۴٬۵۶۷", "۱۵ دی ۱۴۰۴"),
        ("fa", Digits::Latn, "1,234,567", "15 دی 1404"),
        ("ur", Digits::Arabext, "۱٬۲۳۴٬۵۶۷", "۵ جنوری، ۲۰۲۶"),
        ("en", Digits::Auto, "1,234,567", "January 5, 2026"),
    ] {
        let locale = Locale::new(tag, digits, &[]).unwrap();
        assert_eq!(locale.number(1_234_567), number, "{tag}");
        assert_eq!(locale.date(2026, 1, 5), date, "{tag}");
    }
}

#[test]
fn numbers_keep_their_invisible_marks() {
    for (tag, expected) in [
        ("ar", "\u{200E}-1,234"),
        ("ar-EG", "\u{61C}-١٬٢٣٤"),
        ("fa", "\u{200E}\u{2212}۱٬۲۳۴"),
        ("en", "-1,234"),
    ] {
        assert_eq!(plain(tag).number(-1234), expected, "{tag}");
    }
    assert_eq!(plain("ar-EG").plain_number(1234), "١٢٣٤");
    assert_eq!(plain("en").plain_number(1234), "1234");
    assert_eq!(plain("en").plain_number(i64::MIN), i64::MIN.to_string());
}

#[test]
fn arabic_plurals_count_modulo_a_hundred() {
    use PluralCategory::{Few, Many, One, Other, Two, Zero};
    let arabic = plain("ar-EG");
    for (number, expected) in [
        (0, Zero),
        (1, One),
        (2, Two),
        (3, Few),
        (10, Few),
        (11, Many),
        (99, Many),
        (100, Other),
        (102, Other),
        (103, Few),
        (110, Few),
        (111, Many),
        (200, Other),
        (u64::MAX, Many),
    ] {
        assert_eq!(arabic.plural(number), expected, "{number}");
    }
    assert_eq!(plain("he").plural(2), Two);
    assert_eq!(plain("fa").plural(0), One);
    assert_eq!(plain("en").plural(0), Other);
}

#[test]
fn lists() {
    for (tag, expected) in [
        ("ar", "A وB وC"),
        ("he", "A, B ו\u{2011}C"),
        ("ur", "A، B، اور C"),
        ("fa", "A،\u{200F} B، و C"),
        ("en", "A, B, and C"),
    ] {
        assert_eq!(plain(tag).list(&strings(&["A", "B", "C"])), expected);
    }
    assert_eq!(plain("ar").list(&[]), "");
    assert_eq!(plain("ar").list(&strings(&["منى"])), "منى");
}

#[test]
fn marked_up_items_are_joined_by_their_text() {
    let bdi = |text: &str| (text.to_owned(), format!("<bdi>{text}</bdi>"));
    for (tag, items, expected) in [
        ("ar", &["منى", "Omar"][..], "<bdi>منى</bdi> و<bdi>Omar</bdi>"),
        ("he", &["A", "דנה"], "<bdi>A</bdi> ו<bdi>דנה</bdi>"),
        ("he", &["דנה", "A"], "<bdi>דנה</bdi> ו\u{2011}<bdi>A</bdi>"),
        ("en", &["A", "A", "A"], "<bdi>A</bdi>, <bdi>A</bdi>, and <bdi>A</bdi>"),
        ("en", &["", ""], "<bdi></bdi> and <bdi></bdi>"),
        ("en", &["A"], "<bdi>A</bdi>"),
        ("en", &[], ""),
    ] {
        let items: Vec<_> = items.iter().copied().map(bdi).collect();
        assert_eq!(plain(tag).list_marked(&items), expected, "{tag}");
    }
    let odd = [("a\u{FFFF}b".to_owned(), "<b>".to_owned()), bdi("c")];
    assert_eq!(plain("en").list_marked(&odd), "<b> and <bdi>c</bdi>");
}

#[test]
fn order() {
    for (tag, expected) in [
        ("ar", "آراء أخبار إنترنت برمجة تصميم تعلّم ذكاء واجهات AI LLM"),
        ("fa", "آموزش پژوهش چاپ ژورنال کتاب گزارش وب هنر یادداشت"),
        ("en", "AI apple Zebra أخبار"),
    ] {
        let locale = plain(tag);
        let mut words: Vec<&str> = expected.split(' ').collect();
        words.sort();
        words.sort_by(|a, b| locale.compare(a, b));
        assert_eq!(words.join(" "), expected, "{tag}");
    }
    let arabic = plain("ar");
    assert_eq!(arabic.compare("علي", "علي"), Ordering::Equal);
    assert_ne!(arabic.compare("e\u{301}", "é"), Ordering::Equal);
}

#[test]
fn tags() {
    assert_eq!(plain("AR-eg").tag(), "ar-EG");
    assert_eq!(
        Locale::new("ar_EG", Digits::Auto, &[]).unwrap_err().suggestion,
        Some("ar-EG".to_owned())
    );
    // a language without data is written as CLDR's root writes it
    assert_eq!(plain("xx").number(1234), "1,234");
}
