//! One tab: opens pages, runs scripts in them, presses keys, takes pictures.

use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::chromium::Wire;

/// How long a page may take to load.
const PATIENCE: Duration = Duration::from_secs(20);

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
        let target = wire.call(None, "Target.createTarget", json!({ "url": "about:blank" }))?;
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
        // While one page gives way to the next, there may be no page to ask.
        while self.evaluate(&drawn) != Ok(Value::Bool(true)) {
            if Instant::now() > until {
                return Err(format!("{url} is not drawn within {} s", PATIENCE.as_secs()));
            }
            std::thread::sleep(Duration::from_millis(2));
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

    /// A picture of the whole page: a PNG.
    pub fn picture(&self) -> Result<Vec<u8>, String> {
        let parameters = json!({ "format": "png", "captureBeyondViewport": true });
        let answer = self.call("Page.captureScreenshot", parameters)?;
        let data = answer.get("data").and_then(Value::as_str).ok_or("no picture")?;
        Ok(from_base64(data))
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
