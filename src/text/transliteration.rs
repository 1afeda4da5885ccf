//! Slugs in ASCII for sites that ask for them: a plain table after ISO 233, ISO 259 and the ALA-LC tables, without
//! their diacritics and without vowels that are not written.

use icu_normalizer::DecomposingNormalizerBorrowed;

use super::slug::{shortened, whole_slug};

/// A title as a part of an address in ASCII. Letters of Arabic, Persian, Urdu and Hebrew are written by the table, Latin
/// ones lose their marks, and any other becomes `u` and its number. Empty only if the title has no letter and no digit.
pub fn ascii_slug(title: &str) -> String {
    let slug = whole_slug(title);
    let words = |write: fn(char, &mut String)| {
        let written = slug.split('-').map(|word| {
            let mut out = String::with_capacity(word.len());
            word.chars().for_each(|c| write(c, &mut out));
            out
        });
        written.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
    };
    let written = words(transliterate);
    // A title of nothing but letters that the table leaves out, such as a lone hamza.
    shortened(if written.is_empty() { words(number) } else { written })
}

fn transliterate(c: char, out: &mut String) {
    if c.is_ascii() {
        return out.push(c);
    }
    if let Some(letters) = letters(c) {
        return out.push_str(letters);
    }
    let decomposed: String = DecomposingNormalizerBorrowed::new_nfkd()
        .normalize_iter(std::iter::once(c))
        .filter(|part| part.is_ascii_alphanumeric())
        .collect();
    if decomposed.is_empty() {
        number(c, out);
    } else {
        out.push_str(&decomposed.to_ascii_lowercase());
    }
}

fn number(c: char, out: &mut String) {
    out.push_str(&format!("u{:x}", u32::from(c)));
}

/// What stands for a letter.
fn letters(c: char) -> Option<&'static str> {
    Some(match c {
        // Arabic
        'ا' | 'أ' | 'آ' | 'ٱ' | 'ع' | 'ة' | 'ى' => "a",
        'إ' => "i",
        'ب' => "b",
        'ت' | 'ط' => "t",
        'ث' => "th",
        'ج' => "j",
        'ح' | 'ه' => "h",
        'خ' => "kh",
        'د' | 'ض' => "d",
        'ذ' => "dh",
        'ر' => "r",
        'ز' | 'ظ' => "z",
        'س' | 'ص' => "s",
        'ش' => "sh",
        'غ' => "gh",
        'ف' => "f",
        'ق' => "q",
        'ك' => "k",
        'ل' => "l",
        'م' => "m",
        'ن' => "n",
        'و' | 'ؤ' => "w",
        'ي' | 'ئ' => "y",
        'ء' => "",
        // Persian and Urdu
        'پ' => "p",
        'چ' => "ch",
        'ژ' => "zh",
        'ک' => "k",
        'گ' => "g",
        'ی' => "y",
        'ٹ' => "t",
        'ڈ' => "d",
        'ڑ' => "r",
        'ں' => "n",
        'ہ' | 'ھ' | 'ۀ' | 'ۂ' => "h",
        'ۃ' => "t",
        'ے' | 'ۓ' => "e",
        // Hebrew
        'א' | 'ע' => "a",
        'ב' => "b",
        'ג' => "g",
        'ד' => "d",
        'ה' | 'ח' => "h",
        'ו' | 'װ' => "v",
        'ז' => "z",
        'ט' | 'ת' => "t",
        'י' => "y",
        'כ' | 'ך' | 'ק' => "k",
        'ל' => "l",
        'מ' | 'ם' => "m",
        'נ' | 'ן' => "n",
        'ס' => "s",
        'פ' => "p",
        'ף' => "f",
        'צ' | 'ץ' => "ts",
        'ר' => "r",
        'ש' => "sh",
        'ױ' => "oy",
        'ײ' => "ey",
        // Latin letters that are no other letter with a mark
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ł' => "l",
        'ŋ' => "ng",
        'þ' => "th",
        'ŧ' => "t",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::MAX_SLUG_BYTES;

    #[test]
    fn titles_and_their_ascii_slugs() {
        for (title, expected) in [
            ("الذكاء الاصطناعي: مقدّمة", "aldhka-alastnaay-mqdma"),
            ("القُرْآنُ الكَرِيم", "alqran-alkrym"),
            ("ما هو DeepSeek R1؟", "ma-hw-deepseek-r1"),
            ("٣ أسباب لعام ٢٠٢٥", "3-asbab-laam-2025"),
            ("می\u{200C}خواهم بروم", "my-khwahm-brwm"),
            ("پژوهش چاپ گزارش", "pzhwhsh-chap-gzarsh"),
            ("یہ اردو ہے", "yh-ardw-he"),
            ("ٹھیک ڈاک لڑکا", "thyk-dak-lrka"),
            ("שלום עולם", "shlvm-avlm"),
            ("תּוֹדָה רַבָּה!", "tvdh-rbh"),
            ("Über uns: Straße", "uber-uns-strasse"),
            ("C++ أم F#؟", "cpp-am-fsharp"),
            ("café Łódź", "cafe-lodz"),
            ("日本 x", "u65e5u672c-x"),
            ("ء", "u621"),
            ("ماء ء x", "ma-x"),
            ("؟!", ""),
            ("", ""),
        ] {
            assert_eq!(ascii_slug(title), expected, "{title:?}");
        }
        let long = ascii_slug(&"شكرا ".repeat(100));
        assert!(long.len() <= MAX_SLUG_BYTES && long.ends_with("shkra"), "{long}");
    }

    #[test]
    fn every_letter_of_the_four_languages_is_in_the_table() {
        let arabic = "ابتثجحخدذرزسشصضطظعغفقكلمنهويآأإؤئءةى";
        let persian_and_urdu = "پچژکگیٹڈڑںہھےۀۂۃۓ";
        let hebrew = "אבגדהוזחטיכךלמםנןסעפףצץקרשת";
        for letter in [arabic, persian_and_urdu, hebrew]
            .iter()
            .flat_map(|letters| letters.chars())
        {
            assert!(letters(letter).is_some_and(|letters| letters.is_ascii()), "{letter}");
        }
    }
}
