//! `maqal serve`.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};
use std::path::{PathBuf, absolute};
use std::sync::Arc;

use clap::Args;

use super::streams::{eprintln, println};
use super::{SiteOptions, browser, build, now, outcome};
use crate::disk::RealDisk;
use crate::pipeline::{Outcome, Preview, Request};
use crate::serve::{
    Bind, Editor, Limits, Listening, Live, LiveSite, News, PORT, Pages, Setting, Watch, listen, serve, step_back,
};
use crate::text::escaped_controls;

/// The variable of the environment that names an editor for good.
const EDITOR: &str = "MAQAL_EDITOR";

/// What `maqal serve` takes: which site, and who is served where.
#[derive(Args)]
pub struct ServeOptions {
    #[command(flatten)]
    site: SiteOptions,
    /// Show drafts, as is usual here
    #[arg(long, overrides_with = "no_drafts")]
    drafts: bool,
    /// Leave out drafts, which are shown otherwise
    #[arg(long)]
    no_drafts: bool,
    /// The port; never moved [default: 4000 or the next that is free]
    #[arg(long)]
    port: Option<u16>,
    /// An address at which others may reach the server, such as 0.0.0.0 [default: this machine only]
    #[arg(long, value_name = "ADDRESS")]
    bind: Option<IpAddr>,
    /// Another name by which the server may be called; may be given again
    #[arg(long = "host", value_name = "NAME", value_parser = host_name)]
    hosts: Vec<String>,
    /// Open the site in a browser
    #[arg(long)]
    open: bool,
    /// The language whose home page is named and opened
    #[arg(long, value_name = "LANGUAGE")]
    lang: Option<String>,
    /// What a source is opened with from the browser, such as `vscode://file/{path}:{line}:{column}` [env: MAQAL_EDITOR]
    #[arg(long, value_name = "URL", value_parser = editor)]
    editor: Option<String>,
    /// Look at the files again and again instead of being told by the system, as folders in a network need it
    #[arg(long)]
    poll: bool,
}

/// Serves until interrupted.
pub fn run(options: &ServeOptions) -> u8 {
    let request = match options.site.request() {
        Ok(request) => Request {
            drafts: options.drafts || !options.no_drafts,
            // The system tells of changes by whole paths.
            root: absolute(&request.root).unwrap_or_else(|_| request.root.clone()),
            ..request
        },
        Err(message) => return failed(outcome::USAGE, &message),
    };
    let editor = match options.editor.clone().map_or_else(usual_editor, Ok) {
        Ok(address) => Some(address).filter(|address| !address.is_empty()),
        Err(message) => return failed(outcome::USAGE, &message),
    };
    let bind = Bind {
        address: options.bind,
        port: options.port,
    };
    match listen(bind) {
        Ok(listening) => show(options, request, listening, editor),
        Err(error) => failed(outcome::ENVIRONMENT, &error.to_string()),
    }
}

fn show(options: &ServeOptions, request: Request, listening: Listening, mut editor: Option<String>) -> u8 {
    let root = request.root.clone();
    let preview = match Preview::new(Arc::new(RealDisk), request, step_back) {
        Ok(preview) => preview,
        Err(message) => return failed(outcome::ENVIRONMENT, &message),
    };
    let live = Live::new();
    let site = LiveSite::new(preview, live.clone());
    let (watched, poll) = (root.clone(), options.poll);
    let watch = move || Watch::new(&watched, poll);
    site.follow(watch, || now().unwrap_or_default(), tell(root.clone()));
    let begun = site.begun();
    if let Outcome::NoSite { .. } | Outcome::Refused { .. } | Outcome::Environment(_) = begun.outcome {
        // What it is was told.
        return outcome::exit_code(&begun.outcome, None);
    }
    let Some(home) = home(&site, options.lang.as_deref()) else {
        let language = options.lang.as_deref().unwrap_or_default();
        return failed(outcome::USAGE, &format!("there is no home page in `{language}`"));
    };
    announce(&listening, &home, options.open);
    if !listening.address.ip().is_loopback() && editor.take().is_some() {
        eprintln!("warning: sources are not opened in an editor: others would be told in which folder they lie");
    }
    let setting = Setting {
        names: options.hosts.clone(),
        limits: Limits::of_process(),
        editor: editor.map(|address| Editor { address, root }),
    };
    match serve(listening, site, &live, &setting) {
        Ok(signal) => outcome::SIGNAL + signal,
        Err(error) => failed(outcome::ENVIRONMENT, &format!("cannot serve: {error}")),
    }
}

/// Says on the terminal what is wrong, whenever that changes.
fn tell(root: PathBuf) -> impl Fn(News<'_>) + Send + Sync + 'static {
    move |news| match news {
        News::Warning(sentence) => eprintln!("warning: {sentence}"),
        News::Problems(report) => {
            build::print_problems(report, &root);
            if report.tally() == (0, 0) && report.outcome == Outcome::Published {
                eprintln!("no problems");
            }
        }
    }
}

fn failed(code: u8, message: &str) -> u8 {
    eprintln!("error: {message}");
    code
}

/// The path of the page to begin with: that of a language, or the root. None if the site has no such language.
fn home(site: &LiveSite, language: Option<&str>) -> Option<String> {
    match language {
        Some(language) if !site.is_empty() => site.home(language),
        _ => Some(site.base()),
    }
}

fn announce(listening: &Listening, home: &str, open: bool) {
    let address = listening.address;
    if listening.moved {
        println!("port {PORT} is taken, so it is {}", address.port());
    }
    let own = format!("http://{}{home}", reachable_here(address));
    println!("serving {own} (Ctrl-C ends it)");
    println!(
        "the desk with all documents and problems: http://{}/_/",
        reachable_here(address)
    );
    if !address.ip().is_loopback() {
        let others = reachable_from_elsewhere(address);
        let others: Vec<_> = others.iter().map(|other| format!("http://{other}{home}")).collect();
        eprintln!(
            "warning: everybody in your network can see the site, drafts too: {}",
            others.join(", ")
        );
    }
    if open {
        let shown = own.clone();
        browser::open(own, move || {
            eprintln!("warning: no browser could be started; open {shown} in one, or set `BROWSER` to its command");
        });
    }
}

/// The address by which this machine itself reaches a server.
fn reachable_here(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, address.port())
}

/// The addresses by which other machines do.
fn reachable_from_elsewhere(address: SocketAddr) -> Vec<SocketAddr> {
    if !address.ip().is_unspecified() {
        return vec![address];
    }
    // Addresses of documentation, to which nothing is sent: the system only says from where it would be.
    let ways: [(IpAddr, IpAddr); 2] = [
        (Ipv4Addr::UNSPECIFIED.into(), Ipv4Addr::new(192, 0, 2, 1).into()),
        (
            Ipv6Addr::UNSPECIFIED.into(),
            Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1).into(),
        ),
    ];
    let ways = ways.into_iter().filter(|(from, _)| address.is_ipv6() || from.is_ipv4());
    ways.filter_map(|(from, to)| {
        let socket = UdpSocket::bind((from, 0)).ok()?;
        socket.connect((to, 9)).ok()?;
        let ip = socket.local_addr().ok()?.ip();
        Some(SocketAddr::new(ip, address.port()))
    })
    .collect()
}

/// What the environment says of the editor; empty where it says nothing.
fn usual_editor() -> Result<String, String> {
    let set = std::env::var_os(EDITOR).unwrap_or_default();
    let set = set.to_string_lossy();
    editor(&set).map_err(|expected| format!("`{EDITOR}` is `{}`, not {expected}", escaped_controls(&set)))
}

/// The address that opens a source, by a template that a browser may follow.
fn editor(template: &str) -> Result<String, String> {
    // An empty variable of the environment is none.
    if template.is_empty() {
        return Ok(String::new());
    }
    let scheme = template.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    let is_scheme = |scheme: &str| {
        scheme.starts_with(|c: char| c.is_ascii_lowercase())
            && scheme
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
    };
    match scheme.as_deref() {
        Some("javascript" | "data" | "vbscript") => Err("the address of an editor, which a script is not".to_owned()),
        Some(scheme) if is_scheme(scheme) && template.contains("{path}") => Ok(template.to_owned()),
        _ => Err("an address with `{path}` in it, such as `vscode://file/{path}:{line}:{column}`".to_owned()),
    }
}

/// A name as a browser sends it, without a port.
fn host_name(name: &str) -> Result<String, String> {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_');
    if !name.is_empty() && name.bytes().all(fits) {
        Ok(name.to_owned())
    } else {
        Err("a name such as `preview.example`, in ASCII, without scheme and port".to_owned())
    }
}
