//! Names of bodies and people, each looked up once for a page.
use super::internal;
use crate::portal::Core;
use crate::services::accounts::party_name;
use contract::{BodyRef, PortResult};
use domain::locale::Locale;
use std::collections::HashMap;
use store::Tx;
use uuid::Uuid;

/// What was looked up.
pub struct Names {
    locale: Locale,
    bodies: HashMap<Uuid, BodyRef>,
    people: HashMap<Uuid, String>,
}

impl Names {
    pub fn new(locale: Locale) -> Self {
        Self { locale, bodies: HashMap::new(), people: HashMap::new() }
    }

    /// A body's code and name.
    pub async fn body(&mut self, tx: &mut Tx, id: Uuid) -> PortResult<BodyRef> {
        if let Some(known) = self.bodies.get(&id) {
            return Ok(known.clone());
        }
        let body = super::bodies::body(tx, id).await?;
        let name = match self.locale {
            Locale::ZhCn => body.name,
            Locale::En => body.name_en.unwrap_or(body.name),
        };
        let found = BodyRef { code: body.code, name };
        self.bodies.insert(id, found.clone());
        Ok(found)
    }

    /// A person's name; a short form of the id for accounts that are gone.
    pub async fn person(&mut self, core: &Core, tx: &mut Tx, account: Uuid) -> PortResult<String> {
        if let Some(known) = self.people.get(&account) {
            return Ok(known.clone());
        }
        let name = match tx.account(account).await.map_err(internal)? {
            Some(found) => party_name(core, tx, found.party).await?,
            None => account.to_string().chars().take(8).collect(),
        };
        self.people.insert(account, name.clone());
        Ok(name)
    }
}
