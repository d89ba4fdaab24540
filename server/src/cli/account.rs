//! `portal account …`: what nobody can do through the pages yet or any more. The first administrator is made here.
use crate::config::Config;
use crate::portal::Core;
use crate::services::accounts::create::{self, Password};
use crate::services::{catalogue_import, notices};
use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use contract::PortError;
use domain::account::Role;
use domain::catalog::Level;
use domain::catalog::record::BodyKey;
use domain::catalog::region::Regions;
use std::collections::BTreeSet;
use std::io::Read as _;
use std::process::ExitCode;
use store::Tx;
use uuid::Uuid;

#[derive(Debug, Subcommand)]
pub enum Account {
    /// Make an account with roles in a body: the first administrator
    Create(Create),
    /// Take a lost second factor off at once; the owner is told
    ResetSecondFactor {
        /// Address of the account
        #[arg(long)]
        email: String,
    },
}

#[derive(Debug, Args)]
pub struct Create {
    /// Address to sign in with
    #[arg(long)]
    email: String,
    /// The person's name
    #[arg(long)]
    name: String,
    /// Role in the body; may be repeated
    #[arg(long = "role", value_parser = role, required = true)]
    roles: Vec<Role>,
    /// Code of a body, or the name of one (made if the region has none)
    #[arg(long)]
    body: String,
    /// Region of a body given by name, GB/T 2260
    #[arg(long, default_value = "330000")]
    region: String,
    /// The body is the competent authority (公共数据主管部门) of its region
    #[arg(long)]
    authority: bool,
    /// Read the password from standard input; without it one is made and printed
    #[arg(long)]
    password_stdin: bool,
}

fn role(text: &str) -> Result<Role, String> {
    let known = Role::ALL.iter().map(|role| role.code()).collect::<Vec<_>>().join(", ");
    Role::from_code(text).ok_or_else(|| format!("one of {known}"))
}

impl Account {
    /// # Errors
    /// Of the database; an address that has an account, a password that is easy to guess.
    pub async fn run(self, config: Config) -> anyhow::Result<ExitCode> {
        let core = super::core(config).await?;
        match self {
            Self::Create(create) => create.run(&core).await?,
            Self::ResetSecondFactor { email } => {
                create::reset_second_factor(&core, &email).await.map_err(words)?;
                println!("{email}: the second factor is off; staff set up a new one when they sign in");
            }
        }
        core.store.close().await;
        Ok(ExitCode::SUCCESS)
    }
}

impl Create {
    async fn run(self, core: &Core) -> anyhow::Result<()> {
        let password = if self.password_stdin {
            let mut text = String::new();
            std::io::stdin().read_to_string(&mut text)?;
            text.trim_end_matches(['\r', '\n']).to_owned()
        } else {
            create::password(core)
        };
        let mut tx = core.store.write().await?;
        if tx.account_by_email(&notices::blind(core, &self.email)).await?.is_some() {
            bail!("{} has an account already", self.email);
        }
        let body = self.body(core, &mut tx).await?;
        if self.authority {
            tx.set_authority(body, true).await?;
        }
        let new = create::New {
            name: &self.name,
            email: &self.email,
            password: if self.password_stdin { Password::Chosen(&password) } else { Password::Any(&password) },
            totp: None,
        };
        let account = create::account(core, &mut tx, new).await.map_err(words)?;
        create::staff(core, &mut tx, account, body, self.roles.iter().copied().collect::<BTreeSet<_>>())
            .await
            .map_err(words)?;
        tx.commit(Vec::new()).await?;
        println!("account   {}", self.email);
        if !self.password_stdin {
            println!("password  {password}");
        }
        println!("Sign in, then set up the second factor: roles count only with it.");
        Ok(())
    }

    async fn body(&self, core: &Core, tx: &mut Tx) -> anyhow::Result<Uuid> {
        if let Some(body) = tx.body_by_code(&self.body).await? {
            return Ok(body.id);
        }
        if Regions::shipped().get(&self.region).is_none() {
            bail!("{} is no region", self.region);
        }
        let level = match (self.region.ends_with("0000"), self.region.ends_with("00")) {
            (true, _) => Level::Province,
            (false, true) => Level::City,
            (false, false) => Level::County,
        };
        let key = BodyKey { region: self.region.clone(), name: self.body.clone(), level, unattributed: false };
        catalogue_import::publisher(core, tx, &key, None, core.clock.now()).await.context("the body")
    }
}

/// What went wrong, in words.
fn words(error: PortError) -> anyhow::Error {
    match error {
        PortError::Invalid(faults) => {
            let all: Vec<String> = faults
                .iter()
                .map(|fault| {
                    let (_, text) = crate::services::words::error(domain::locale::Locale::En, fault.code, &fault.facts);
                    format!("{}: {}", fault.field.as_deref().unwrap_or("form"), text.unwrap_or_default())
                })
                .collect();
            anyhow::anyhow!(all.join("; "))
        }
        other => anyhow::anyhow!(other),
    }
}
