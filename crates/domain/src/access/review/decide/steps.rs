//! What each command does.
use super::super::basis::Basis;
use super::super::clocks::ClockEffect;
use super::super::command::{CommandCode, Refusal, Verdict};
use super::super::effect::{AccessEvent, AccessNotice, Effect, Told};
use super::super::state::{Decision, Notice, Review, State};
use super::{By, Refused, Situation, long_enough};
use crate::access::Material;
use crate::access::agreement::parties;
use crate::profile::{Event, Step};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// A decision in the making.
pub(super) struct Decided<'a> {
    pub next: Review,
    pub effects: Vec<Effect>,
    pub by: &'a By,
    pub situation: &'a Situation<'a>,
}

impl Decided<'_> {
    pub fn tell(&mut self, to: Told, kind: AccessNotice) {
        self.effects.push(Effect::Notice { to, kind });
    }

    pub fn clock(&mut self, effect: ClockEffect) {
        self.effects.push(Effect::Clock(effect));
    }

    fn happened(&mut self, event: Event, body: Uuid) {
        self.clock(ClockEffect::Happened { event, body });
    }

    /// Into the step after one, or to the end.
    fn go_on(&mut self, after: Step) {
        let (now, receiver) = (self.situation.now, self.next.receiver);
        match self.next.after(after) {
            Some(step) => {
                self.next.state = Review::in_step(step, now);
                if step == Step::Demand {
                    for publisher in self.next.publishers() {
                        self.happened(Event::FormalReviewPassed, publisher);
                        self.tell(Told::Body(publisher), AccessNotice::Arrived);
                    }
                } else {
                    self.happened(Event::LastPublisherAnswered, receiver);
                    self.tell(Told::Body(receiver), AccessNotice::Arrived);
                }
                self.tell(Told::Applicant, AccessNotice::StepPassed);
            }
            None => {
                self.next.state = State::Approved { at: now };
                let publishers: BTreeSet<_> = self.next.agreed().map(|line| line.publisher).collect();
                let multi = self.situation.profile.agreement.party_when_multi;
                for (party, publishers) in parties(&publishers, self.situation.authority, multi) {
                    let ours = self.next.agreed().filter(|line| publishers.contains(&line.publisher));
                    let lines = ours.map(|line| line.no).collect();
                    self.effects.push(Effect::DraftAgreement { party, lines, publishers });
                }
                self.tell(Told::Applicant, AccessNotice::Approved);
            }
        }
    }

    fn refused(&mut self, step: Step) {
        self.next.state = State::Refused { step, at: self.situation.now };
        self.clock(ClockEffect::Cancel);
        self.tell(Told::Applicant, AccessNotice::Refused);
    }

    pub fn pass_formal(&mut self) -> AccessEvent {
        self.happened(Event::FormalReviewDecided, self.next.receiver);
        self.go_on(Step::Formal);
        AccessEvent::FormalPassed
    }

    /// The one complete notice.
    pub fn ask(&mut self, missing: &BTreeSet<Material>) -> Result<AccessEvent, Refused> {
        if missing.is_empty() {
            return Err(Refused::NothingMissing);
        }
        let once = self.situation.profile.restricted.one_time_notice;
        let told: BTreeSet<_> = self.next.notices.iter().flat_map(|notice| &notice.missing).cloned().collect();
        let new: BTreeSet<_> = missing.difference(&told).cloned().collect();
        if once && !self.next.notices.is_empty() && !new.is_empty() && !self.next.notice_allowed {
            return Err(Refused::SecondNotice(new));
        }
        let now = self.situation.now;
        let step = self.next.step().unwrap_or(Step::Formal);
        if !new.is_empty() {
            // Leave is for one notice.
            self.next.notice_allowed = false;
        }
        self.next.notices.push(Notice { at: now, missing: missing.clone() });
        self.next.state = State::SupplementRequired { since: now, step };
        self.clock(ClockEffect::Pause { body: self.next.receiver });
        self.tell(Told::Applicant, AccessNotice::SupplementAsked);
        Ok(AccessEvent::SupplementAsked)
    }

    pub fn supplement(&mut self, supplied: &BTreeSet<Material>) -> Result<AccessEvent, Refused> {
        let asked = self.next.notices.last().map(|notice| notice.missing.clone()).unwrap_or_default();
        let missing: BTreeSet<_> = asked.difference(supplied).cloned().collect();
        if !missing.is_empty() {
            return Err(Refused::StillMissing(missing));
        }
        let step = self.next.step().unwrap_or(Step::Formal);
        self.next.state = Review::in_step(step, self.situation.now);
        self.clock(ClockEffect::Restart { body: self.next.receiver });
        self.tell(Told::Body(self.next.receiver), AccessNotice::Supplemented);
        Ok(AccessEvent::Supplemented)
    }

    pub fn refuse_formal(&mut self, refusal: &Refusal) -> Result<AccessEvent, Refused> {
        let lines: Vec<_> = self.next.lines.iter().map(|line| line.no).collect();
        let basis = self.basis(refusal, &lines)?;
        let (by, at) = (self.by.account, self.situation.now);
        for line in &mut self.next.lines {
            line.decision = Decision::Refused { step: Step::Formal, basis: basis.clone(), by, at };
        }
        self.happened(Event::FormalReviewDecided, self.next.receiver);
        self.refused(Step::Formal);
        Ok(AccessEvent::FormalRefused)
    }

    pub fn route(&mut self, to: Uuid, known: bool) -> Result<AccessEvent, Refused> {
        if !known || to == self.next.receiver {
            return Err(Refused::WrongAuthority);
        }
        // Filed is filed: the period goes on with the authority it should have been sent to.
        self.clock(ClockEffect::Move { from: self.next.receiver, to });
        self.next.receiver = to;
        self.effects.push(Effect::Receiver(to));
        self.tell(Told::Body(to), AccessNotice::Arrived);
        self.tell(Told::Applicant, AccessNotice::Routed);
        Ok(AccessEvent::Routed)
    }

    /// The opinion of one publisher on all of its lines.
    pub fn answer(&mut self, verdicts: &BTreeMap<u32, Verdict>) -> Result<AccessEvent, Refused> {
        let code = CommandCode::Answer;
        let body = self.by.body.ok_or(Refused::NotAllowed(code))?;
        let open: BTreeSet<_> = self.next.lines_of(body).map(|line| line.no).collect();
        self.judge(verdicts, &open, Step::Demand)?;
        self.next.demand_by.insert(self.by.account);
        self.happened(Event::DemandReviewDecided, body);
        if !self.next.pending().is_empty() {
            self.tell(Told::Applicant, AccessNotice::PublisherAnswered);
            return Ok(AccessEvent::Answered);
        }
        if self.next.agreed().next().is_none() {
            self.refused(Step::Demand);
        } else {
            self.go_on(Step::Demand);
        }
        Ok(AccessEvent::DemandDecided)
    }

    /// 需求复核: of what the publishers agreed to, nothing more.
    pub fn recheck(&mut self, verdicts: &BTreeMap<u32, Verdict>) -> Result<AccessEvent, Refused> {
        if self.next.demand_by.contains(&self.by.account) {
            return Err(Refused::SamePerson);
        }
        let open: BTreeSet<_> = self.next.agreed().map(|line| line.no).collect();
        self.judge(verdicts, &open, Step::Recheck)?;
        self.happened(Event::RecheckDecided, self.next.receiver);
        if self.next.agreed().next().is_none() {
            self.refused(Step::Recheck);
        } else {
            self.go_on(Step::Recheck);
        }
        Ok(AccessEvent::Rechecked)
    }

    /// An opinion on each of the open lines, and on no other.
    fn judge(&mut self, verdicts: &BTreeMap<u32, Verdict>, open: &BTreeSet<u32>, step: Step) -> Result<(), Refused> {
        if let Some(foreign) = verdicts.keys().find(|no| !open.contains(no)) {
            return Err(Refused::ForeignLine(*foreign));
        }
        let left: BTreeSet<_> = open.iter().filter(|no| !verdicts.contains_key(no)).copied().collect();
        if !left.is_empty() {
            return Err(Refused::LinesOpen(left));
        }
        let (by, at) = (self.by.account, self.situation.now);
        let mut decisions = BTreeMap::new();
        for (no, verdict) in verdicts {
            let decision = match verdict {
                // The recheck confirms; who agreed first stays on record.
                Verdict::Agree if step == Step::Recheck => continue,
                Verdict::Agree => Decision::Agreed { by, at },
                Verdict::Refuse(refusal) => Decision::Refused { step, basis: self.basis(refusal, &[*no])?, by, at },
            };
            decisions.insert(*no, decision);
        }
        for line in &mut self.next.lines {
            if let Some(decision) = decisions.remove(&line.no) {
                line.decision = decision;
            }
        }
        Ok(())
    }

    /// The basis of a refusal of some lines, checked (R-064, S10).
    fn basis(&self, refusal: &Refusal, lines: &[u32]) -> Result<Basis, Refused> {
        let basis = refusal.basis.clone().ok_or(Refused::BasisNeeded)?;
        long_enough(&refusal.reason)?;
        let lines: Vec<_> = self.situation.lines.iter().filter(|line| lines.contains(&line.no)).collect();
        let profile = self.situation.profile;
        let offered =
            Basis::offered(&profile.restricted, &profile.open.non_public_grounds, &lines, self.situation.conditions);
        if offered.contains(&basis) { Ok(basis) } else { Err(Refused::BasisNotOffered) }
    }

    pub fn cancel(&mut self) -> AccessEvent {
        let with = match self.next.step() {
            Some(Step::Demand) => self.next.pending(),
            _ => BTreeSet::from([self.next.receiver]),
        };
        self.next.state = State::Cancelled { at: self.situation.now };
        self.clock(ClockEffect::Cancel);
        with.into_iter().for_each(|body| self.tell(Told::Body(body), AccessNotice::Cancelled));
        AccessEvent::Cancelled
    }
}
