//! `portal calendar due`: the working calendar on the command line (R-142…R-144).
use crate::config::Config;
use crate::services::calendars;
use anyhow::Context;
use clap::{Args, Subcommand};
use domain::calendar::{DayKind, Start, due};
use std::process::ExitCode;
use store::Store;

#[derive(Debug, Subcommand)]
pub enum Calendar {
    /// The due date of a period in working days, and how it was counted
    ///
    /// The day of the start event is not counted; the period ends at 24:00 (Asia/Shanghai) of the last working day.
    Due(Due),
}

#[derive(Debug, Args)]
pub struct Due {
    /// 2026-09-28, 2026-09-28T10:00 (Asia/Shanghai) or an instant with offset
    #[arg(long, value_name = "DATE[THH:MM]")]
    start: String,
    /// Length of the period
    #[arg(long, value_name = "N")]
    working_days: u32,
    /// As JSON
    #[arg(long)]
    json: bool,
}

impl Calendar {
    /// # Errors
    /// What the calendar says of the question.
    pub async fn run(self, config: Config) -> anyhow::Result<ExitCode> {
        let Self::Due(question) = self;
        let url = config.database();
        // Without a database the tables that come with the portal answer.
        let fresh = url.strip_prefix("sqlite://").is_some_and(|path| !std::path::Path::new(path).exists());
        let calendars =
            if fresh { calendars::shipped()? } else { calendars::load(&Store::connect(&url).await?).await? };
        let start: Start = question.start.parse().context("--start")?;
        let due = due(start, question.working_days, &calendars).context("--working-days")?;
        if question.json {
            println!("{}", serde_json::to_string_pretty(&due)?);
            return Ok(ExitCode::SUCCESS);
        }
        let mark = if due.provisional { "（暂定 provisional）" } else { "" };
        println!("{} 24:00 Asia/Shanghai{mark}", due.date.format("%Y-%m-%d %a"));
        println!("start   {} (not counted{})", due.start.format("%Y-%m-%d %a"), kind(calendars.kind(due.start)));
        for day in &due.counted {
            let note = if day.make_up { "  调休上班 make-up working day" } else { "" };
            let assumed = if day.assumed { "  暂定: no calendar for this year" } else { "" };
            println!("        {}{note}{assumed}", day.date.format("%Y-%m-%d %a"));
        }
        for year in &due.missing_years {
            println!("note    no holiday data for {year}: the date is recomputed when it is imported");
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn kind(kind: DayKind) -> &'static str {
    match kind {
        DayKind::Holiday => ", public holiday",
        DayKind::Weekend => ", weekend",
        DayKind::MakeUp => ", make-up working day",
        DayKind::Weekday => "",
    }
}
