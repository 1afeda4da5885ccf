// Every word of the tools, in both languages. A word that counts is a table by the language's plural forms, in which
// {n} is the number.

const WORDS = {
  ar: {
    preview: "المعاينة",
    problems: "مشكلات الموقع",
    errors: {
      zero: "لا أخطاء", one: "خطأ واحد", two: "خطآن", few: "{n} أخطاء", many: "{n} خطأً", other: "{n} خطأ",
    },
    warnings: {
      zero: "لا تحذيرات", one: "تحذير واحد", two: "تحذيران", few: "{n} تحذيرات", many: "{n} تحذيرًا", other: "{n} تحذير",
    },
    error: "خطأ",
    warning: "تحذير",
    more: {
      zero: "", one: "ومشكلة أخرى", two: "ومشكلتان أخريان", few: "و{n} مشكلات أخرى", many: "و{n} مشكلةً أخرى",
      other: "و{n} مشكلة أخرى",
    },
    stays: "تبقى الصفحات على آخر حال سليمة إلى أن تُصحَّح الأخطاء.",
    close: "إغلاق",
    open: "عرض المشكلات",
    openSource: "فتح في المحرّر",
    copy: "نسخ الموضع",
    copied: "نُسخ",
    gone: "لم تعد هذه الصفحة موجودة؛ فإن عادت ظهرت هنا.",
    draft: "مسوّدة",
    future: "مؤجَّل",
    expired: "انتهت مدته",
    ignored: "مستبعَد",
    keys: "الاختصارات",
    splitKey: "الصفحة وترجمتها جنبًا إلى جنب",
    deskKey: "مكتب التحرير",
    followKey: "تتبُّع ما أحفظه",
    split: "الأصل والترجمة",
    beside: "جنبًا إلى جنب",
    pane: "النص {n}",
    leaveSplit: "العودة إلى الصفحة",
    noPair: "ليس لهذه الصفحة ترجمة بعد.",
    noSuchPage: "لا صفحة في هذا العنوان.",
    chooseLanguage: "لغة هذا النص",
    desk: "مكتب التحرير",
    toSite: "إلى الموقع",
    filter: "تصفية",
    all: "الكل",
    drafts: "المسوّدات",
    scheduled: "المؤجَّلة",
    missing: "بلا ترجمة",
    documents: {
      zero: "لا مستندات", one: "مستند واحد", two: "مستندان", few: "{n} مستندات", many: "{n} مستندًا", other: "{n} مستند",
    },
    documentsTitle: "المستندات",
    title: "العنوان",
    language: "اللغة",
    source: "الملف",
    date: "التاريخ",
    state: "الحال",
    missingIn: "لم يُترجم إلى:",
    untitled: "بلا عنوان",
    showMore: "عرض المزيد",
    nothingFits: "لا شيء يوافق التصفية.",
    made: "آخر ما صُنع",
    madeNothing: "لم تُطلب صفحة بعد.",
    page: "الصفحة",
    because: "ما تغيّر",
    first: "أول مرة",
    took: "المدة",
    milliseconds: "{n} م.ث",
    withheld: "ما لا يُنشر",
    reason: "السبب",
    noProblems: "لا أخطاء ولا تحذيرات.",
    loading: "جارٍ التحميل…",
    failed: "تعذَّر الوصول إلى الخادم.",
  },
  en: {
    preview: "Preview",
    problems: "Problems of the site",
    errors: { one: "{n} error", other: "{n} errors" },
    warnings: { one: "{n} warning", other: "{n} warnings" },
    error: "Error",
    warning: "Warning",
    more: { one: "and {n} more", other: "and {n} more" },
    stays: "Pages stay as they last were until the errors are mended.",
    close: "Close",
    open: "Show problems",
    openSource: "Open in the editor",
    copy: "Copy the place",
    copied: "Copied",
    gone: "This page is gone; if it comes back, it appears here.",
    draft: "Draft",
    future: "Scheduled",
    expired: "Expired",
    ignored: "Left out",
    keys: "Keys",
    splitKey: "The page beside its translation",
    deskKey: "The site’s desk",
    followKey: "Follow what I save",
    split: "Original and translation",
    beside: "Side by side",
    pane: "Text {n}",
    leaveSplit: "Back to the page",
    noPair: "This page has no translation yet.",
    noSuchPage: "There is no page at this address.",
    chooseLanguage: "Language of this text",
    desk: "The site’s desk",
    toSite: "To the site",
    filter: "Filter",
    all: "All",
    drafts: "Drafts",
    scheduled: "Scheduled",
    missing: "Untranslated",
    documents: { one: "{n} document", other: "{n} documents" },
    documentsTitle: "Documents",
    title: "Title",
    language: "Language",
    source: "File",
    date: "Date",
    state: "State",
    missingIn: "Not translated into:",
    untitled: "Untitled",
    showMore: "Show more",
    nothingFits: "Nothing fits the filter.",
    made: "Made last",
    madeNothing: "No page has been asked for yet.",
    page: "Page",
    because: "What changed",
    first: "first time",
    took: "Time",
    milliseconds: "{n} ms",
    withheld: "Not published",
    reason: "Reason",
    noProblems: "No errors, no warnings.",
    loading: "Loading…",
    failed: "The server cannot be reached.",
  },
};

export const LANGUAGES = Object.keys(WORDS);
export const directionOf = (language) => (language === "ar" ? "rtl" : "ltr");

// The words of a language: `say(name)` or `say(name, number)`.
export function wordsOf(language) {
  const words = WORDS[language] ?? WORDS.en;
  const rules = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language === "ar" ? "ar-u-nu-latn" : "en", { maximumFractionDigits: 2 });
  return (name, number) => {
    const word = words[name];
    if (number === undefined) return word;
    const text = typeof word === "string" ? word : (word[rules.select(number)] ?? word.other);
    return text.replace("{n}", numbers.format(number));
  };
}

// What is missing or wrong in the tables, for tests: names that a language lacks, plural forms that it lacks.
export function gaps() {
  const names = new Set(LANGUAGES.flatMap((language) => Object.keys(WORDS[language])));
  return LANGUAGES.flatMap((language) => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    return [...names].flatMap((name) => {
      const word = WORDS[language][name];
      if (word === undefined) return [`${language}: ${name}`];
      if (typeof word === "string") return [];
      return forms.filter((form) => word[form] === undefined).map((form) => `${language}: ${name} ${form}`);
    });
  });
}
