//! The author's tools, and who may use them.

use super::*;

#[test]
fn only_who_knows_the_secret_is_told_of_the_site() {
    let server = server(&site());
    let right = format!("?token={}", server.secret.token);
    let ask = |target: &str, site: &str| {
        let head = request("GET", target, &[("sec-fetch-site", site)]);
        ask(&server, &head).0.status().as_u16()
    };
    for (name, status) in [("site.json", 200), ("pair.json", 404)] {
        assert_eq!(ask(&format!("/_/{name}{right}"), "same-origin"), status, "{name}");
        for wrong in ["", "?token=", "?token=x"] {
            assert_eq!(ask(&format!("/_/{name}{wrong}"), "same-origin"), 403, "{name}{wrong}");
        }
        for site in ["none", "same-site", "cross-site"] {
            assert_eq!(ask(&format!("/_/{name}{right}"), site), 403, "{name}, {site}");
        }
    }
}

#[test]
fn no_page_of_another_site_leads_to_a_tool() {
    let server = server(&site());
    for (site, status) in [
        ("none", 200),
        ("same-origin", 200),
        ("same-site", 403),
        ("cross-site", 403),
    ] {
        let headers = [
            ("sec-fetch-site", site),
            ("sec-fetch-mode", "navigate"),
            ("sec-fetch-dest", "document"),
        ];
        for target in ["/_/", "/_/split?page=/ar/"] {
            let (response, _) = ask(&server, &request("GET", target, &headers));
            assert_eq!(response.status().as_u16(), status, "{target}, {site}");
        }
    }
}
