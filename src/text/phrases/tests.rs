use super::*;
use Direction::{Ltr, Rtl};

/// Phrases in brackets: `<` left to right, `>` right to left, `!` behind prose.
fn shown(text: &str, base: Direction) -> String {
    fn write(text: &str, mut from: usize, to: usize, phrases: &[Phrase], out: &mut String) {
        for phrase in phrases.iter().filter(|phrase| phrase.needed) {
            out.push_str(&text[from..phrase.range.start]);
            out.push_str(if phrase.direction == Ltr { "⟨" } else { "⟪" });
            write(text, phrase.range.start, phrase.range.end, &phrase.inner, out);
            out.push_str(if phrase.direction == Ltr { "⟩" } else { "⟫" });
            if phrase.prose && phrase.direction == Ltr {
                out.push('!');
            }
            from = phrase.range.end;
        }
        out.push_str(&text[from..to]);
    }
    let mut out = String::new();
    write(text, 0, text.len(), &phrases(text, base), &mut out);
    out
}

fn check(base: Direction, table: &[&str]) {
    for expected in table {
        let text: String = expected
            .chars()
            .filter(|c| !matches!(c, '⟨' | '⟩' | '⟪' | '⟫'))
            .collect();
        let text = text.replace('!', "");
        assert_eq!(shown(&text, base), *expected);
    }
}

#[test]
fn symbols_stay_with_their_word() {
    check(
        Rtl,
        &[
            "أتقن لغة ⟨C++⟩.",
            "تابع ⟨@octocat⟩ في ⟨.NET⟩ و⟨#RTL⟩",
            "لغة ⟨C#⟩ ولغة ⟨F#⟩، وR&D لدى AT&T",
            "افتح ⟨/etc/hosts⟩ الآن",
            "افتح ⟨~/x⟩ أو ⟨src/⟩ الآن",
            "لغة Rust جميلة",
            "لغة Rust.",
            "⟨GPU⟩ رخيصة أم سحابة؟",
            "انتهى.Rust جميلة",
            "في ⟨U.S.⟩ اليوم",
            "نصّ (Rust) هنا",
            "بـ⟨C++⟩ وبال⟨C++⟩",
        ],
    );
}

#[test]
fn names_in_a_list_are_apart() {
    check(
        Rtl,
        &[
            "منها ⟨Rust⟩، ⟨Go⟩، ⟨Zig⟩.",
            "منها Rust وGo وZig.",
            "أصدرت OpenAI, Inc. نموذجًا",
            "نستخدم ⟨Rust⟩. ⟨Go⟩ أسرع",
            "كتبها J. K. Rowling ثم GPT-4, Claude 3",
        ],
    );
}

#[test]
fn names_take_their_numbers() {
    check(
        Rtl,
        &[
            "صدر ⟨Swift 6 (2024)⟩ رسميًا",
            "صدر Llama 3 اليوم",
            "ملحق برقم UAX #9. وما",
            "سعره USD $5، وهو C++ #9 هنا",
            "نموذج (OpenAI, 2023) الجديد",
            "سرعة ⟨50 km/h⟩ فقط",
            "حجم ⟨16 GB⟩ و⟨20°C⟩ و⟨37 °C⟩",
            "عنده 5 GPUs",
            "السعر ⟨100 USD⟩ فقط",
        ],
    );
}

#[test]
fn identifiers_and_ranges() {
    check(
        Rtl,
        &[
            "هاتف ⟨+20 2 1234-5678⟩",
            "في ⟨2025-01-20⟩ صدر",
            "مدة 10-12 يومًا",
            "درجة ⟨-5⟩ وسعر ⟨$100⟩ وخصم 45%",
            "النسخة ⟨1.2.3-4⟩ والمدى 1.5-2.5",
            "العنوان 10.0.0.1 والساعة 10:30",
            "في 1990-2000 و20/1/2025",
            "رقم ⟨012 3456 7890⟩",
            "الكتاب ⟨978-3-16-148410-0⟩",
        ],
    );
}

#[test]
fn telephone_numbers_keep_their_brackets() {
    check(
        Rtl,
        &[
            "هاتفي ⟨(050) 123-4567⟩.",
            "هاتفي ⟨(+966) 50 123 4567⟩ للجميع",
            "هاتفي ⟨(050)1234567⟩ و⟨+1 (555) 123-4567⟩",
            "(هاتفي ⟨(050) 123-4567⟩)",
            "هاتفي (⟨050 123-4567⟩) للجميع",
            "هاتفي ⟨050 (1234567)⟩.",
            "هاتفي ⟨050 1234567⟩ (123 و124)",
            "هاتفي ⟨050 1234567⟩ (123",
            "سنة (عام 050) 1234567 هنا",
            "سنة 050) 1234567 هنا",
            "سنة (2020) 1234567 هنا",
            "أرقام 0 1 2 3 4 5 6 7 في صف",
        ],
    );
}

/// Numbers are laid out from the right in any direction, but for those of Persian (UAX #9, rules W7 and N1).
#[test]
fn telephone_numbers_in_digits_of_the_east() {
    let far = "كلمات عربية كثيرة تسبق الرقم ولا تغير فيه شيئًا ".repeat(4);
    check(
        Rtl,
        &[
            "هاتفي ⟨⟨٠٥٠⟩ ⟨١٢٣⟩ ⟨٤٥٦٧⟩⟩.",
            "هاتفي ⟨⟨٠٥٠⟩-⟨١٢٣⟩-⟨٤٥٦٧⟩⟩ للجميع",
            "هاتفي ⟨+⟨٩٦٦⟩ ⟨٥٠⟩ ⟨١٢٣⟩ ⟨٤٥٦٧⟩⟩",
            "هاتفي ⟨(+⟨٩٦٦⟩) ⟨٥٠⟩ ⟨١٢٣⟩ ⟨٤٥٦٧⟩⟩",
            "هاتفي ⟨+٩٦٦٥٠١٢٣٤٥٦٧⟩",
            "تلفن ⟨۰۲۱ ۱۲۳ ۴۵۶۷⟩ و ⟨+۹۸ ۲۱ ۱۲۳۴-۵۶۷۸⟩",
            &format!("{far}⟨⟨٠٥٠⟩ ⟨١٢٣⟩ ⟨٤٥٦٧⟩⟩ {far}"),
            &format!("{far}⟨+⟨٩٦٦⟩ ⟨٥٠⟩ ⟨١٢٣⟩ ⟨٤٥٦٧⟩⟩ {far}"),
            &format!("{far}⟨۰۲۱ ۱۲۳ ۴۵۶۷⟩ {far}ڠ"),
            "يوم ٢٠٢٦-٠٣-٠٩ ويوم ٠٩-٠٣-٢٠٢٦ ويوم ۰۹-۰۳-۱۴۰۴",
            "هاتفي ٠٥٠ 123 4567",
            "بين ٠٫٥ و١٠٠٠٠٠٠ وبين ٥٠-١٠٠٠٠٠",
            "أرقام ٠ ١ ٢ ٣ ٤ ٥ ٦ ٧ في صف",
        ],
    );
}

#[test]
fn the_stop_of_an_abbreviation_belongs_to_it() {
    check(
        Rtl,
        &[
            "قال ⟨Smith et al. (2020)⟩! ذلك",
            "قال ⟨Smith et al.⟩! ذلك",
            "قال ⟨Smith et al.⟩!، وغيرهم",
            "كتبها ⟨Smith, J. (2020)⟩ أولًا",
            "منها ⟨Rust, Go, etc.⟩! وغيرها",
            "المجلد ⟨vol. 3, no. 2⟩! كله",
            "أخذ فيتامين C. ثم نام",
            "قال no. ثم مضى",
            "قال ⟨Smith et al⟩!.",
            "قال ⟨Smith et al⟩!.\u{2029}ثم",
            "صدر Swift 6. ثم",
        ],
    );
}

#[test]
fn paths_with_backslashes() {
    check(
        Rtl,
        &[
            r"افتح ⟨C:\Users\me\⟩ الآن",
            r"افتح ⟨D:\⟩ الآن",
            r"افتح ⟨src\⟩.",
            "القسم D: هنا",
        ],
    );
}

#[test]
fn addresses() {
    check(
        Rtl,
        &[
            "زر ⟨https://example.org⟩، ثم عد.",
            "زر ⟨https://example.org/a/⟩.",
            "زر (⟨https://example.org/a_(b)⟩) الآن",
            "راسل ⟨me@example.org⟩ الآن",
            "زر ⟨https://example.com/⟪مسار⟫/7/⟩ الآن",
            "زر ⟨https://example.com/مسار/b/⟩ الآن",
            "المجلد ⟨/srv/مستخدم/x⟩ هنا",
            "المجلد ⟨/مستخدم/مسودات⟩ هنا",
            "المؤلف/المؤلفة/المحرر",
            "موقع ⟨www.example.org⟩؟",
        ],
    );
    check(
        Ltr,
        &[
            "See ⟨https://example.com/⟪مسار⟫/7/⟩ now",
            "See https://example.com/مسار/b/ now",
            "See https://example.com now",
        ],
    );
}

#[test]
fn quotations() {
    check(
        Rtl,
        &[
            "قال: “⟨to be or not to be⟩!” ثم صمت",
            "قال «⟨Hello, world.⟩!» ثم صمت",
            "كتاب «⟨The word ⟪سلام⟫ means peace⟩!» قديم",
            "استخدم Rust مع Python في عمله",
        ],
    );
}

#[test]
fn right_to_left_phrases_in_left_to_right_text() {
    check(
        Ltr,
        &[
            "The title is ⟪مدخل إلى ⟨C++⟩⟫ today",
            "The word ⟪سلام⟫ means peace",
            "The tag ⟪عربي⟫ has 5 posts",
            "He said ⟪كيف حالك؟⟫ and left",
            "Books: ⟪كتاب⟫, then ⟪قلم⟫.",
            "Then ⟪كتاب⟫ (3) and ⟪كتاب (جديد)⟫ here",
            "The ⟪عام 2025 الماضي⟫ was",
            "No Arabic here, 12-13 C++",
            "A book, ⟪كتاب Rust للمبتدئين⟫, sells",
        ],
    );
}

#[test]
fn code_and_barriers() {
    assert_eq!(
        shown("شغّل Use \u{FFFC} here دائمًا", Rtl),
        "شغّل ⟨Use \u{FFFC} here⟩! دائمًا"
    );
    assert_eq!(shown("شغّل \u{FFFC} دائمًا", Rtl), "شغّل \u{FFFC} دائمًا");
    assert_eq!(shown("قالت Mozilla\u{FDD0} نعم", Rtl), "قالت Mozilla\u{FDD0} نعم");
    assert_eq!(shown("قالت Rust\u{FDD0} Go نعم", Rtl), "قالت ⟨Rust⟩\u{FDD0} ⟨Go⟩ نعم");
}

#[test]
fn blocks_wholly_in_the_other_direction() {
    for (text, base, expected) in [
        ("Attention is all you need.", Rtl, true),
        ("Attention هي", Rtl, false),
        ("12-13", Rtl, false),
        ("…", Rtl, false),
        ("Hello, world!", Rtl, true),
        ("قال مرة hello there", Ltr, false),
        ("قال مرة ثانية hello there", Ltr, true),
        ("Hello قال مرة ثانية", Ltr, false),
        ("كتاب", Ltr, true),
        ("Hello", Ltr, false),
    ] {
        assert_eq!(runs_against(text, base), expected, "{text:?}");
    }
}

/// What stands far from a phrase matters to it only where a pair of marks is around both.
#[test]
fn long_stretches_of_plain_words_change_nothing() {
    let arabic = "كلمات عربية كثيرة تسبق الاسم ولا تغير فيه شيئًا، منها ١٢٣ وغيرها ".repeat(4);
    let english = "many plain words, 12 numbers among them, that stand far away and change nothing ".repeat(4);
    check(
        Rtl,
        &[
            &format!("{arabic}لغة ⟨C++⟩ {arabic}"),
            &format!("{arabic}«{arabic}لغة Rust {arabic}» {arabic}"),
            &format!("{arabic}«⟨many English words⟩!» {arabic}"),
            &format!("{arabic}٢٠٢٥ ⟨Rust⟩، ٢٠٢٥ {arabic}"),
            &format!("⟨Rust⟩ {arabic}⟨Go⟩، ٢٠٢٥، Zig"),
        ],
    );
    check(
        Ltr,
        &[
            &format!("{english}⟪كلمة عربية⟫ {english}"),
            &format!("{english}“⟪كلمات عربية Rust كلمات⟫” {english}"),
            &format!("{english}“{english} ⟪كلمة⟫ {english}”"),
        ],
    );
}

#[test]
fn letters_of_any_script_may_oppose() {
    for (text, base, expected) in [
        ("كلمة փքօ", Rtl, true),
        ("كلمة Ж", Rtl, true),
        ("שָׁלוֹם – “…”", Rtl, false),
        ("word – “…” 🙂", Ltr, false),
        ("word ﷲ", Ltr, true),
        ("word ߊ", Ltr, true),
    ] {
        assert_eq!(may_oppose(text, base), expected, "{text}");
    }
}
