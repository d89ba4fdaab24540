//! What a step asks for that must be the owner's: the password; of an account without one, that it proves anew at its provider who it is (a
//! link leads there and back to the step); and where that is enough, a code of the app in their place.
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

    /// The question for what binds but does not change the account: `password`, or `code` for those who have an app.
    pub fn either(&self, ctx: &PageCtx, state: &FormState, [password, code]: [&'static str; 2]) -> AnyView {
        let app = self.0.app.then(|| {
            view! {
                <Field
                    name=code
                    label=state.label(code)
                    hint=t!(ctx.locale, "prove-code-hint")
                    error=state.error(code)
                    optional=true
                    control=Control::ONE_TIME_CODE
                />
            }
        });
        let ways = &self.0;
        // An account whose provider is gone has its app alone.
        let first =
            (ways.password_set || !ways.again.is_empty() || !ways.app).then(|| self.field(ctx, state, password));
        view! {
            {first}
            {app}
        }
        .into_any()
    }

    /// The question for what changes the account; `name` is its field.
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
                    <p>{t!(locale, "prove-done")}</p>
                </Notice>
            }
            .into_any();
        }
        // Back to this very page: some steps are told apart by what stands behind the question mark.
        let back = match ctx.query.as_str() {
            "" => ctx.path.clone(),
            query => format!("{}?{query}", ctx.path),
        };
        let ways = ways.again.iter().map(|one| {
            let to = with_query(&format!("/sign-in/with/{}", one.value), [(AGAIN, "yes"), ("back", back.as_str())]);
            view! {
                <a class="button" href=href(locale, &to)>
                    {t!(locale, "prove-at", provider = one.label.as_str())}
                </a>
            }
        });
        let ways = ways.collect_view();
        // The fault of the field leads here.
        view! {
            <div id=name tabindex="-1">
                <Notice>
                    <p>{t!(locale, "prove-lead")}</p>
                    <p class="buttons">{ways}</p>
                </Notice>
            </div>
        }
        .into_any()
    }
}
