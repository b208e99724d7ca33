//! Apache httpd 2.4: what to include within a virtual host, and a map of former addresses that `mod_rewrite` reads anew
//! whenever it changes.

use std::fmt::Write;

use super::{HEADERS, Move, TYPES};

/// The files.
pub fn files(moves: &[Move], top: &str) -> Vec<(&'static str, String)> {
    let mut conf = String::from(
        "# Include within <VirtualHost>, after: Define LEDTRAD /folder/of/the/portal\n\
         # Needs mod_deflate, mod_dir, mod_filter, mod_headers, mod_mime and mod_rewrite.\n\n\
         DirectoryIndex index.html\nAddDefaultCharset utf-8\n\
         AddCharset utf-8 .css .csv .js .json .jsonld .svg .ttl .txt .xml\n",
    );
    for (extension, kind) in TYPES {
        let _ = writeln!(conf, "AddType {kind} .{extension}");
    }
    let _ = writeln!(conf, "ErrorDocument 403 {top}404.html\nErrorDocument 404 {top}404.html\n");
    conf.push_str(
        "RewriteEngine on\nRewriteMap ledtrad \"txt:${LEDTRAD}/hosting/apache-redirects.txt\"\n\
         RewriteCond \"${ledtrad:%{REQUEST_URI}}\" \"^(.+)$\"\nRewriteRule \"^\" \"%1\" [R=301,L,NE]\n",
    );
    let _ = writeln!(conf, "RewriteRule \"^{top}hosting/\" \"-\" [R=404,L]\n");
    for (name, value) in HEADERS {
        let _ = writeln!(conf, "Header always set {name} \"{value}\"");
    }
    conf.push_str(
        "\nAddOutputFilterByType DEFLATE text/html text/css text/csv text/plain text/turtle text/xml text/javascript \
         application/javascript application/json application/ld+json application/xml image/svg+xml\n\
         # The mark of a compressed answer is that of the file, so that browsers can ask whether it has changed.\n\
         DeflateAlterETag NoChange\n",
    );
    let mut map = String::from("# Former address, present address\n");
    for Move { from, to } in moves {
        let _ = writeln!(map, "{from} {to}");
    }
    vec![("hosting/apache.conf", conf), ("hosting/apache-redirects.txt", map)]
}
