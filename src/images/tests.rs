//! What is decoded, and what is made of it.

#![allow(clippy::unwrap_used)]

use std::borrow::Cow;

use super::decode::decode;
use super::*;
use crate::model::{Route, Variant};

/// A PNG of one colour above another.
fn two_colours(width: u32, height: u32, profile: Option<&'static [u8]>) -> Vec<u8> {
    let mut info = png::Info::with_size(width, height);
    info.color_type = png::ColorType::Rgb;
    info.bit_depth = png::BitDepth::Eight;
    info.icc_profile = profile.map(Cow::Borrowed);
    let row = |y: u32| [if y < height / 2 { [250, 10, 10] } else { [10, 10, 250] }; 1].repeat(width as usize);
    let data: Vec<u8> = (0..height).flat_map(row).flatten().collect();
    let mut bytes = Vec::new();
    let encoder = png::Encoder::with_info(&mut bytes, info).unwrap();
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&data).unwrap();
    writer.finish().unwrap();
    bytes
}

fn variant(width: u32, height: u32) -> Variant {
    Variant {
        width,
        height,
        route: Route::new("/x"),
    }
}

/// A long profile of the given kind of colours.
fn profile(kind: &[u8; 4]) -> Vec<u8> {
    let mut profile = vec![7; 129];
    profile[16..20].copy_from_slice(kind);
    profile
}

#[test]
fn colours_keep_their_place_and_their_meaning() {
    let rgb = Box::leak(profile(b"RGB ").into_boxed_slice());
    let bytes = two_colours(400, 300, Some(rgb));
    let picture = look(&bytes).unwrap().unwrap();
    let all = [variant(20, 15), variant(40, 30)];
    let wanted: Vec<&Variant> = all.iter().collect();
    let copies = make(&bytes, &picture, &all, &wanted, 80, &Gate::default()).unwrap();
    for (copy, (width, height)) in copies.iter().zip([(20, 15), (40, 30)]) {
        let seen = look(copy).unwrap().unwrap();
        assert_eq!((seen.format, seen.width, seen.height), (Format::Webp, width, height));
        let pixels = decode(copy, &seen).unwrap();
        assert_eq!(pixels.profile.as_deref(), Some(&*rgb), "the profile is kept");
        let first = pixels.bytes.first_chunk::<3>().unwrap();
        let last = pixels.bytes.last_chunk::<3>().unwrap();
        assert!(first[0] > 200 && first[2] < 60, "red above: {first:?}");
        assert!(last[2] > 200 && last[0] < 60, "blue below: {last:?}");
    }
}

#[test]
fn a_copy_is_the_same_alone_and_among_others() {
    let mut seed = 1u32;
    let mut noise = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 24) as u8
    };
    let data: Vec<u8> = (0..90 * 60 * 3).map(|_| noise()).collect();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 90, 60);
    encoder.set_color(png::ColorType::Rgb);
    encoder.write_header().unwrap().write_image_data(&data).unwrap();
    let picture = look(&bytes).unwrap().unwrap();
    let all = [(15, 10), (30, 20), (60, 40)].map(|(width, height)| variant(width, height));
    let made = |wanted: &[&Variant]| make(&bytes, &picture, &all, wanted, 80, &Gate::default()).unwrap();
    let together = made(&all.iter().collect::<Vec<_>>());
    for (variant, expected) in all.iter().zip(together) {
        assert_eq!(made(&[variant]), [expected], "{}", variant.width);
    }
}

#[test]
fn a_profile_of_other_colours_is_left_out() {
    let grey = Box::leak(profile(b"GRAY").into_boxed_slice());
    let bytes = two_colours(400, 300, Some(grey));
    let picture = look(&bytes).unwrap().unwrap();
    assert_eq!(decode(&bytes, &picture).unwrap().profile, None);
}

#[test]
fn damage_is_told_without_decoding() {
    let png = two_colours(40, 30, None);
    let cut = |bytes: &[u8], at: usize| bytes[..at].to_vec();
    for (bytes, expected) in [
        (Vec::new(), Damage::Empty),
        (
            b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n".to_vec(),
            Damage::Pointer,
        ),
        (b"<!DOCTYPE html><p>404".to_vec(), Damage::Foreign),
        (b"\0\x01\x02".to_vec(), Damage::Foreign),
        (cut(&png, png.len() - 5), Damage::Cut),
        (cut(&png, 20), Damage::Cut),
        (b"GIF89a\x02".to_vec(), Damage::Cut),
        (b"RIFF\xFF\0\0\0WEBPVP8L".to_vec(), Damage::Cut),
    ] {
        assert_eq!(look(&bytes), Err(expected), "{}", String::from_utf8_lossy(&bytes));
    }
    assert!(look(b"\xFF\xD8\xFF\xE0\0\x04ab").is_err());
}

#[test]
fn no_beginning_of_an_image_panics() {
    let png = two_colours(16, 12, None);
    let picture = look(&png).unwrap().unwrap();
    let all = [variant(8, 6)];
    let webp = make(&png, &picture, &all, &[&all[0]], 80, &Gate::default())
        .unwrap()
        .remove(0);
    for bytes in [&png, &webp] {
        for end in 0..bytes.len() {
            let start = &bytes[..end];
            if let Ok(Some(seen)) = look(start) {
                let _ = decode(start, &seen);
            }
        }
    }
}

#[test]
fn copies_follow_from_the_header() {
    let settings = ImageSettings::default();
    let route = Route::new("/articles/صورة.jpg");
    let picture = |width: u32, height: u32, len: u64| Picture {
        width,
        height,
        len,
        ..look(&two_colours(4, 3, None)).unwrap().unwrap()
    };
    let widths = |picture: &Picture, settings: &ImageSettings| {
        let found = variants(picture, &route, settings).into_iter();
        found.map(|variant| (variant.width, variant.height)).collect::<Vec<_>>()
    };
    for (width, height, len, expected) in [
        (
            4000,
            3000,
            4_000_000,
            &[(480, 360), (800, 600), (1200, 900), (1600, 1200)][..],
        ),
        (
            3000,
            4000,
            4_000_000,
            &[(480, 640), (800, 1067), (1200, 1600), (1600, 2133)],
        ),
        (1000, 500, 900_000, &[(480, 240), (800, 400), (1000, 500)]),
        (1210, 500, 900_000, &[(480, 198), (800, 331), (1210, 500)]),
        (480, 360, 900_000, &[]),
        (4000, 3000, 40_000, &[]),
        (1000, 20_000, 9_000_000, &[]),
        (9000, 9000, 90_000_000, &[]),
    ] {
        assert_eq!(
            widths(&picture(width, height, len), &settings),
            expected,
            "{width} × {height}"
        );
    }
    let off = ImageSettings {
        responsive: false,
        ..settings.clone()
    };
    assert_eq!(widths(&picture(4000, 3000, 4_000_000), &off), []);
    let large = picture(4000, 3000, 4_000_000);
    let moving = Picture {
        is_still: false,
        ..large.clone()
    };
    assert_eq!(widths(&moving, &settings), []);
    let first = |settings: &ImageSettings| variants(&large, &route, settings).remove(0).route;
    assert_ne!(
        first(&settings),
        first(&ImageSettings {
            quality: 70,
            ..settings.clone()
        })
    );
    let by_another_way = ImageSettings {
        widths: vec![480, 1600],
        ..settings.clone()
    };
    assert_ne!(first(&settings), first(&by_another_way), "made of another copy");
    let file = first(&settings).file();
    assert_eq!(original_of(&file), Some("articles/صورة.jpg"), "{file}");
    for other in [
        "a.webp",
        "a.jpg.480.webp",
        "a.jpg.x.0123456789ab.webp",
        "a.jpg.480.0123456789xy.webp",
    ] {
        assert_eq!(original_of(other), None, "{other}");
    }
}

#[test]
fn few_are_decoded_at_a_time() {
    use std::sync::atomic::{AtomicU64, Ordering};
    let (gate, inside, most) = (Gate::default(), AtomicU64::new(0), AtomicU64::new(0));
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                let _pass = gate.enter(20_000_000);
                let now = inside.fetch_add(1, Ordering::SeqCst) + 1;
                most.fetch_max(now, Ordering::SeqCst);
                std::thread::sleep(std::time::Duration::from_millis(2));
                inside.fetch_sub(1, Ordering::SeqCst);
            });
        }
    });
    assert!((1..=2).contains(&most.into_inner()));
    drop(gate.enter(10_000_000_000));
}
