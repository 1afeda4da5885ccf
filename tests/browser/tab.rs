//! One tab: opens pages, runs scripts in them, presses keys, takes pictures.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::chromium::Wire;

/// How long a page may take to load. It ends a test that hangs; a slow machine is no failure.
const PATIENCE: Duration = Duration::from_secs(600);

/// How long a change of the sources may take to be seen.
const LONG: Duration = Duration::from_secs(900);

/// How a page is looked at.
#[derive(Clone, Debug)]
pub struct View {
    /// Of the window, in CSS pixels.
    pub width: u32,
    pub height: u32,
    pub print: bool,
    pub dark: bool,
    /// Whether the reader's own few colours take the place of the page's.
    pub forced: bool,
    /// Whether the reader asks for less motion.
    pub calm: bool,
    /// How much larger the reader makes everything: the window has so many times fewer CSS pixels.
    pub zoom: u32,
    /// Whether the page's own scripts run.
    pub scripts: bool,
}

impl Default for View {
    fn default() -> Self {
        View {
            width: 1280,
            height: 800,
            print: false,
            dark: false,
            forced: false,
            calm: false,
            zoom: 1,
            scripts: true,
        }
    }
}

/// Remembers what the page's own policy refused, and is there before anything of the page is.
const WATCH: &str = "window.refused = []; addEventListener('securitypolicyviolation', (event) => \
    window.refused.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`), true);";

/// A face in which letters are drawn.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Face {
    /// The family that it belongs to.
    pub family: String,
    /// Its own name (PostScript's).
    pub name: String,
    /// Whether it is this machine's, and not the page's.
    pub is_installed: bool,
}

/// A tab of the browser.
pub struct Tab {
    wire: Arc<Wire>,
    session: String,
}

impl Tab {
    pub fn open(wire: Arc<Wire>) -> Result<Self, String> {
        let text = |value: &Value, name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
        // A window of its own: a tab behind another would be hidden, and a page that nobody sees follows nothing.
        let parameters = json!({ "url": "about:blank", "newWindow": true });
        let target = wire.call(None, "Target.createTarget", parameters)?;
        let target = text(&target, "targetId").ok_or("a tab without a name")?;
        let parameters = json!({ "targetId": target, "flatten": true });
        let session = wire.call(None, "Target.attachToTarget", parameters)?;
        let session = text(&session, "sessionId").ok_or("a session without a name")?;
        let tab = Tab { wire, session };
        // Several tabs are looked at, and only one can have the focus.
        tab.call("Emulation.setFocusEmulationEnabled", json!({ "enabled": true }))?;
        tab.call("Page.enable", json!({}))?;
        tab.call("Page.addScriptToEvaluateOnNewDocument", json!({ "source": WATCH }))?;
        Ok(tab)
    }

    fn call(&self, method: &str, parameters: Value) -> Result<Value, String> {
        self.wire.call(Some(&self.session), method, parameters)
    }

    /// Opens a page and waits until it is drawn.
    pub fn look(&self, url: &str, view: &View) -> Result<(), String> {
        let (width, height) = (view.width / view.zoom, view.height / view.zoom);
        self.call(
            "Emulation.setDeviceMetricsOverride",
            json!({ "width": width, "height": height, "deviceScaleFactor": view.zoom, "mobile": false }),
        )?;
        self.emulate(if view.print { "print" } else { "screen" }, view)?;
        self.call(
            "Emulation.setScriptExecutionDisabled",
            json!({ "value": !view.scripts }),
        )?;
        // A new fragment alone would not load the page again.
        self.navigate("about:blank")?;
        self.navigate(url)
    }

    /// Shows the page as it is for a medium; for none, as it is for what is done with it.
    fn emulate(&self, medium: &str, view: &View) -> Result<(), String> {
        let features = [
            ("prefers-color-scheme", if view.dark { "dark" } else { "light" }),
            ("forced-colors", if view.forced { "active" } else { "none" }),
            (
                "prefers-reduced-motion",
                if view.calm { "reduce" } else { "no-preference" },
            ),
        ];
        let features = features.map(|(name, value)| json!({ "name": name, "value": value }));
        self.call(
            "Emulation.setEmulatedMedia",
            json!({ "media": medium, "features": features }),
        )?;
        Ok(())
    }

    fn navigate(&self, url: &str) -> Result<(), String> {
        let answer = self.call("Page.navigate", json!({ "url": url }))?;
        if let Some(problem) = answer.get("errorText").and_then(Value::as_str) {
            return Err(format!("cannot open {url}: {problem}"));
        }
        let arrived = if url.starts_with("about:") { "===" } else { "!==" };
        let drawn = format!(
            "location.protocol {arrived} 'about:' && document.readyState === 'complete' \
             && document.documentElement.getBoundingClientRect().height >= 0 && document.fonts.status === 'loaded'"
        );
        let until = Instant::now() + PATIENCE;
        let mut pause = Duration::from_millis(2);
        // While one page gives way to the next, there may be no page to ask.
        while self.evaluate(&drawn) != Ok(Value::Bool(true)) {
            if Instant::now() > until {
                return Err(format!("{url} is not drawn within {} s", PATIENCE.as_secs()));
            }
            std::thread::sleep(pause);
            // Who asks without end keeps a slow machine from drawing.
            pause = (pause * 3 / 2).min(Duration::from_millis(50));
        }
        Ok(())
    }

    /// The value of an expression, or of what it promises.
    pub fn evaluate(&self, expression: &str) -> Result<Value, String> {
        let parameters = json!({ "expression": expression, "returnByValue": true, "awaitPromise": true });
        let answer = self.call("Runtime.evaluate", parameters)?;
        if let Some(problem) = answer.get("exceptionDetails") {
            return Err(format!("{problem}"));
        }
        Ok(answer.pointer("/result/value").cloned().unwrap_or_default())
    }

    /// The faces in which the text of the elements that fit is drawn.
    pub fn faces(&self, selector: &str) -> Result<Vec<Face>, String> {
        self.call("DOM.enable", json!({}))?;
        self.call("CSS.enable", json!({}))?;
        let root = self.call("DOM.getDocument", json!({ "depth": 0 }))?;
        let root = root.get("root").and_then(|root| root.get("nodeId"));
        let root = root.ok_or("a page without a root")?;
        let found = self.call("DOM.querySelectorAll", json!({ "nodeId": root, "selector": selector }))?;
        let nodes = found
            .get("nodeIds")
            .and_then(Value::as_array)
            .cloned()
            .unwrap_or_default();
        let mut faces = BTreeSet::new();
        for node in &nodes {
            let answer = self.call("CSS.getPlatformFontsForNode", json!({ "nodeId": node }))?;
            let fonts = answer.get("fonts").and_then(Value::as_array);
            let text = |font: &Value, name: &str| font.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
            faces.extend(fonts.into_iter().flatten().map(|font| Face {
                family: text(font, "familyName"),
                name: text(font, "postScriptName"),
                is_installed: font.get("isCustomFont") == Some(&Value::Bool(false)),
            }));
        }
        self.call("CSS.disable", json!({}))?;
        self.call("DOM.disable", json!({}))?;
        if nodes.is_empty() {
            return Err(format!("nothing is {selector}"));
        }
        Ok(faces.into_iter().collect())
    }

    /// The page as it is printed: a PDF on sheets of its own size, or else A4. `view` is how it is looked at otherwise.
    pub fn paper(&self, view: &View) -> Result<Vec<u8>, String> {
        self.emulate("", view)?;
        let parameters =
            json!({ "preferCSSPageSize": true, "paperWidth": 8.27, "paperHeight": 11.69, "printBackground": true });
        let answer = self.call("Page.printToPDF", parameters)?;
        self.emulate(if view.print { "print" } else { "screen" }, view)?;
        let data = answer.get("data").and_then(Value::as_str).ok_or("nothing is printed")?;
        Ok(from_base64(data))
    }

    /// Presses a key.
    pub fn press(&self, key: &str, code: u32) -> Result<(), String> {
        let text = match key {
            "Enter" => "\r",
            " " => " ",
            _ => "",
        };
        for kind in ["keyDown", "keyUp"] {
            let event = json!({ "type": kind, "key": key, "code": key, "text": text, "windowsVirtualKeyCode": code });
            self.call("Input.dispatchKeyEvent", event)?;
        }
        Ok(())
    }

    /// Opens a page that is followed: what went wrong in its scripts is kept from now on.
    pub fn follow(&self, url: &str, view: &View) -> Result<(), String> {
        self.wire.listen_to(&self.session);
        self.look("about:blank", view)?;
        self.call("Runtime.enable", json!({}))?;
        self.call("Log.enable", json!({}))?;
        // What the page before it said is told again.
        self.call("Log.clear", json!({}))?;
        self.complaints();
        self.look(url, view)
    }

    /// The errors and warnings of the page since it was followed or asked last. That a server cannot be reached is the
    /// browser's own remark, which no page can prevent.
    pub fn complaints(&self) -> Vec<String> {
        let events = self.wire.heard(&self.session);
        events.iter().filter_map(complaint).collect()
    }

    /// Waits until an expression is true; `what` says what is waited for.
    pub fn until(&self, what: &str, expression: &str) -> Result<(), String> {
        let until = Instant::now() + LONG;
        loop {
            // While one page gives way to the next, there may be no page to ask.
            let now = self.evaluate(expression);
            if now == Ok(Value::Bool(true)) {
                return Ok(());
            }
            if Instant::now() > until {
                let complaints = self.complaints().join("\n");
                return Err(format!(
                    "{what}: not within {} s, but {now:?}\n{expression}\n{complaints}",
                    LONG.as_secs()
                ));
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Presses a key while Alt and Shift are held.
    pub fn press_with_alt_and_shift(&self, letter: char) -> Result<(), String> {
        let code = format!("Key{letter}");
        for kind in ["rawKeyDown", "keyUp"] {
            let event = json!({
                "type": kind, "key": letter.to_string(), "code": code, "modifiers": 1 | 8,
                "windowsVirtualKeyCode": u32::from(letter),
            });
            self.call("Input.dispatchKeyEvent", event)?;
        }
        Ok(())
    }

    /// A picture of the whole page: a PNG.
    pub fn picture(&self) -> Result<Vec<u8>, String> {
        self.captured(json!({ "format": "png", "captureBeyondViewport": true }))
    }

    /// A picture of what the window shows: a PNG.
    pub fn window(&self) -> Result<Vec<u8>, String> {
        self.captured(json!({ "format": "png" }))
    }

    fn captured(&self, parameters: Value) -> Result<Vec<u8>, String> {
        let answer = self.call("Page.captureScreenshot", parameters)?;
        let data = answer.get("data").and_then(Value::as_str).ok_or("no picture")?;
        Ok(from_base64(data))
    }
}

/// What an event complains of.
fn complaint(event: &Value) -> Option<String> {
    let text = |path: &str| event.pointer(path).and_then(Value::as_str).unwrap_or_default();
    let is_bad = |level: &str| matches!(level, "error" | "warning" | "assert");
    match text("/method") {
        "Runtime.exceptionThrown" => Some(event["params"]["exceptionDetails"].to_string()),
        "Runtime.consoleAPICalled" if is_bad(text("/params/type")) => Some(event["params"]["args"].to_string()),
        "Log.entryAdded" if is_bad(text("/params/entry/level")) && text("/params/entry/source") != "network" => {
            Some(event["params"]["entry"].to_string())
        }
        _ => None,
    }
}

/// The bytes of a text in Base64 (RFC 4648).
fn from_base64(text: &str) -> Vec<u8> {
    let digit = |byte: u8| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let digits: Vec<u8> = text.bytes().filter_map(digit).collect();
    let bytes = digits.chunks(4).flat_map(|four| {
        let bits = four.iter().fold(0, |bits, &six| bits << 6 | u32::from(six)) << (6 * (4 - four.len()));
        let [_, three @ ..] = bits.to_be_bytes();
        three.into_iter().take(four.len().saturating_sub(1))
    });
    bytes.collect()
}
