//! What a step asks for that must be the owner's: the password, or, of an account that signs in at a provider alone, that it proves there
//! anew who it is. A link leads to the provider and back to the step.
use crate::page::{Ending, PageCtx};
use crate::ui::{Control, Field, FormState, Notice, Tone, href, with_query};
use contract::accounts::WaysView;
use leptos::prelude::*;
use texts::t;

/// Name of the parameter that says why somebody signed in goes to a provider.
pub const AGAIN: &str = "again";

/// How the reader proves it.
#[derive(Clone)]
pub struct Proof(WaysView);

impl Proof {
    /// Of the reader.
    ///
    /// # Errors
    /// Those of the port.
    pub async fn of(ctx: &PageCtx) -> Result<Self, Ending> {
        Ok(Self(ctx.ports.accounts.ways_in(&ctx.caller).await?))
    }

    /// The question; `name` is its field.
    pub fn field(&self, ctx: &PageCtx, state: &FormState, name: &'static str) -> AnyView {
        let (locale, ways) = (ctx.locale, &self.0);
        if ways.password_set || ways.again.is_empty() {
            return view! {
                <Field
                    name=name
                    label=state.label(name)
                    error=state.error(name)
                    control=Control::password("current-password")
                />
            }
            .into_any();
        }
        if ways.confirmed {
            return view! {
                <Notice tone=Tone::Success>
                    <p>{t!(locale, "confirm-again-done")}</p>
                </Notice>
            }
            .into_any();
        }
        let ways = ways.again.iter().map(|one| {
            let to = with_query(&format!("/sign-in/with/{}", one.value), [(AGAIN, "yes"), ("back", ctx.path.as_str())]);
            view! {
                <a class="button" href=href(locale, &to)>
                    {t!(locale, "confirm-again-at", provider = one.label.as_str())}
                </a>
            }
        });
        let ways = ways.collect_view();
        // The fault of the field leads here.
        view! {
            <div id=name tabindex="-1">
                <Notice>
                    <p>{t!(locale, "confirm-again-lead")}</p>
                    <p class="buttons">{ways}</p>
                </Notice>
            </div>
        }
        .into_any()
    }
}
