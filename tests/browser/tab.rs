//! One tab: opens pages, runs scripts in them, presses keys, takes pictures.

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
            scripts: true,
        }
    }
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
        Ok(tab)
    }

    fn call(&self, method: &str, parameters: Value) -> Result<Value, String> {
        self.wire.call(Some(&self.session), method, parameters)
    }

    /// Opens a page and waits until it is drawn.
    pub fn look(&self, url: &str, view: &View) -> Result<(), String> {
        let scheme = if view.dark { "dark" } else { "light" };
        self.call(
            "Emulation.setDeviceMetricsOverride",
            json!({ "width": view.width, "height": view.height, "deviceScaleFactor": 1, "mobile": false }),
        )?;
        self.call(
            "Emulation.setEmulatedMedia",
            json!({
                "media": if view.print { "print" } else { "screen" },
                "features": [{ "name": "prefers-color-scheme", "value": scheme }],
            }),
        )?;
        self.call(
            "Emulation.setScriptExecutionDisabled",
            json!({ "value": !view.scripts }),
        )?;
        // A new fragment alone would not load the page again.
        self.navigate("about:blank")?;
        self.navigate(url)
    }

    fn navigate(&self, url: &str) -> Result<(), String> {
        let answer = self.call("Page.navigate", json!({ "url": url }))?;
        if let Some(problem) = answer.get("errorText").and_then(Value::as_str) {
            return Err(format!("cannot open {url}: {problem}"));
        }
        let arrived = if url.starts_with("about:") { "===" } else { "!==" };
        let drawn = format!(
            "location.protocol {arrived} 'about:' && document.readyState === 'complete' \
             && document.documentElement.offsetHeight >= 0 && document.fonts.status === 'loaded'"
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

    /// Presses a key.
    pub fn press(&self, key: &str, code: u32) -> Result<(), String> {
        let text = if key == "Enter" { "\r" } else { "" };
        for kind in ["keyDown", "keyUp"] {
            let event = json!({ "type": kind, "key": key, "code": key, "text": text, "windowsVirtualKeyCode": code });
            self.call("Input.dispatchKeyEvent", event)?;
        }
        Ok(())
    }

    /// Opens a page that is followed: what went wrong in its scripts is kept from now on.
    pub fn follow(&self, url: &str, view: &View) -> Result<(), String> {
        self.wire.listen_to(&self.session);
        self.call("Runtime.enable", json!({}))?;
        self.call("Log.enable", json!({}))?;
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
        let parameters = json!({ "format": "png", "captureBeyondViewport": true });
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
