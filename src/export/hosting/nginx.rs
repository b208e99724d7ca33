//! nginx: what to include within a server, and a map of former addresses to include within `map`.

use std::fmt::Write;

use super::{HEADERS, Move, TYPES};

/// The files.
pub fn files(moves: &[Move], top: &str) -> Vec<(&'static str, String)> {
    let mut conf = String::from(
        "# Include within server { }. Needs the map $ledtrad_moved; see nginx-redirects.map.\n\n",
    );
    conf.push_str("index index.html;\ncharset utf-8;\ncharset_types text/css text/plain text/xml text/turtle text/csv application/javascript application/json application/ld+json;\n\n");
    let _ = writeln!(conf, "error_page 403 404 =404 {top}404.html;\n");
    conf.push_str("if ($ledtrad_moved) {\n    return 301 $ledtrad_moved;\n}\n\n");
    for (name, value) in HEADERS {
        let _ = writeln!(conf, "add_header {name} \"{value}\" always;");
    }
    conf.push_str("\ngzip on;\ngzip_vary on;\ngzip_min_length 1024;\ngzip_types text/css text/csv text/plain text/turtle text/xml application/javascript application/json application/ld+json application/xml image/svg+xml;\n\n");
    for (extension, kind) in TYPES {
        let _ =
            writeln!(conf, "location ~ \\.{extension}$ {{\n    types {{ }}\n    default_type {kind};\n}}");
    }
    let _ = writeln!(conf, "location {top}hosting/ {{\n    return 404;\n}}");
    let mut map = String::from("# Include within map $uri $ledtrad_moved { }, at the level of http.\n");
    for Move { from, to } in moves {
        let _ = writeln!(map, "\"{from}\" \"{to}\";");
    }
    vec![("hosting/nginx.conf", conf), ("hosting/nginx-redirects.map", map)]
}
