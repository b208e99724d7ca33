//! IIS: `web.config`, which it reads in the folder of the portal. Redirects need its URL Rewrite module.

use std::fmt::Write;

use super::{HEADERS, Move, TYPES};
use crate::text::xml_escaped;

/// The file.
pub fn files(moves: &[Move]) -> Vec<(&'static str, String)> {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<configuration>\n  <system.webServer>\n    <httpProtocol>\n      <customHeaders>\n        <remove name=\"X-Powered-By\" />\n",
    );
    for (name, value) in HEADERS.iter().filter(|(name, _)| *name != "Cache-Control") {
        let _ = writeln!(out, "        <add name=\"{name}\" value=\"{}\" />", xml_escaped(value));
    }
    out.push_str("      </customHeaders>\n    </httpProtocol>\n    <staticContent>\n");
    let known = [("json", "application/json"), ("ics", "text/calendar"), ("webp", "image/webp")];
    for (extension, kind) in TYPES.into_iter().chain(known) {
        let _ = writeln!(
            out,
            "      <remove fileExtension=\".{extension}\" />\n      <mimeMap fileExtension=\".{extension}\" mimeType=\"{kind}; charset=utf-8\" />"
        );
    }
    out.push_str(
        "      <clientCache cacheControlMode=\"NoControl\" cacheControlCustom=\"no-cache\" />\n    </staticContent>\n    \
         <urlCompression doStaticCompression=\"true\" doDynamicCompression=\"false\" />\n    \
         <defaultDocument>\n      <files>\n        <clear />\n        <add value=\"index.html\" />\n      </files>\n    </defaultDocument>\n    \
         <httpErrors errorMode=\"Custom\" existingResponse=\"Replace\">\n      <remove statusCode=\"404\" />\n      \
         <error statusCode=\"404\" path=\"404.html\" responseMode=\"File\" />\n    </httpErrors>\n    \
         <security>\n      <requestFiltering>\n        <hiddenSegments>\n          <add segment=\"hosting\" />\n        </hiddenSegments>\n      </requestFiltering>\n    </security>\n",
    );
    if !moves.is_empty() {
        out.push_str("    <rewrite>\n      <rewriteMaps>\n        <rewriteMap name=\"ledtrad\">\n");
        for Move { from, to } in moves {
            let _ = writeln!(
                out,
                "          <add key=\"{}\" value=\"{}\" />",
                xml_escaped(from),
                xml_escaped(to)
            );
        }
        out.push_str(
            "        </rewriteMap>\n      </rewriteMaps>\n      <rules>\n        <rule name=\"ledtrad\" stopProcessing=\"true\">\n          \
             <match url=\".*\" />\n          <conditions>\n            <add input=\"{ledtrad:{URL}}\" pattern=\"(.+)\" />\n          \
             </conditions>\n          <action type=\"Redirect\" url=\"{C:1}\" redirectType=\"Permanent\" appendQueryString=\"false\" />\n        \
             </rule>\n      </rules>\n    </rewrite>\n",
        );
    }
    out.push_str("  </system.webServer>\n</configuration>\n");
    vec![("web.config", out)]
}
