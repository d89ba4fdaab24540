//! A QR code as SVG, for the secret of an authenticator app: black on white in every colour scheme, with the quiet zone that readers need.
use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write as _;

/// Modules of white around the code (ISO/IEC 18004 asks for four).
const QUIET: i32 = 4;

/// The picture with its name; nothing if the text is too long for a code.
pub fn view(text: &str, label: String) -> Option<impl IntoView + use<>> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let side = code.size() + 2 * QUIET;
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let start = x;
            while x < code.size() && code.get_module(x, y) {
                x += 1;
            }
            if x > start {
                let _ = write!(path, "M{} {}h{}v1h-{}z", start + QUIET, y + QUIET, x - start, x - start);
            } else {
                x += 1;
            }
        }
    }
    let area = format!("0 0 {side} {side}");
    Some(view! {
        <svg class="qr" viewBox=area width="232" height="232" role="img" aria-label=label shape-rendering="crispEdges">
            <rect width="100%" height="100%" fill="#fff"></rect>
            <path d=path fill="#000"></path>
        </svg>
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_has_its_quiet_zone_and_its_finder_patterns() {
        let html = view("otpauth://totp/x?secret=JBSWY3DPEHPK3PXP", "二维码".into()).expect("it fits").to_html();
        // The first row of a finder pattern is seven modules wide.
        assert!(html.contains("d=\"M4 4h7v1h-7z"), "{html}");
        assert!(html.contains("aria-label=\"二维码\"") && html.contains("role=\"img\""));
        assert!(view(&"x".repeat(5000), String::new()).is_none());
    }
}
