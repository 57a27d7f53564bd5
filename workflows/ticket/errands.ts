import { condition, log, patched, proxyActivities, proxyLocalActivities, sleep } from '@temporalio/workflow';
import type { TicketActivities } from '../contract';
import { CalendarWindowExceeded } from '../domain/calendar';
import type { DeskCommand, DeskCommands } from '../domain/commands';
import { horizonOf } from '../domain/fold';
import type { HandOver } from '../domain/handOver';
import type { StaleTerms, TicketState } from '../domain/state';
import type { TicketRecord } from './record';
import { tellOthers } from './handOverErrand';
import { askForSurvey, openForLead } from './surveyErrands';

/**
 * Triage gives up after this long and the ticket opens with defaults, so that people can work on it; the policy is then
 * asked for again, at leisure.
 */
const TRIAGE_PATIENCE = '2m';
const retry = { initialInterval: '200ms', backoffCoefficient: 2, maximumInterval: '3s' } as const;

const TRIAGE = 'Triage: rules, policy, calendar, agent';

const { admit } = proxyActivities<Pick<TicketActivities, 'admit'>>({
  startToCloseTimeout: '10s',
  scheduleToCloseTimeout: TRIAGE_PATIENCE,
  summary: TRIAGE,
  retry,
});
/** Within the workflow task, which takes two seconds of its five and no more. */
const { admitAtOnce } = proxyLocalActivities<Pick<TicketActivities, 'admitAtOnce'>>({
  scheduleToCloseTimeout: '2s',
  summary: TRIAGE,
  retry: { maximumAttempts: 1 },
});
const { claimAgent, giveBack, extendCalendars, refreshTerms, isPresent } = proxyActivities<TicketActivities>({
  startToCloseTimeout: '10s',
  retry,
});

/** In whose queue a ticket lands that no rule gave to anyone. */
const DEFAULT_TEAM = 'desk';
/** The calendars are fetched this much further than asked, so that they are asked for seldom. */
const CALENDAR_MARGIN_MS = 90 * 86_400_000;

type Claim = NonNullable<DeskCommands['triage']['claim']>;

/**
 * What the ticket has others do for it: triage, looking for an agent, a longer view of the calendar, leave to send a
 * survey, a ticket for the lead, telling other tickets. Each
 * runs beside the main loop, one of a kind at a time, and its answer is decided upon like anyone's command.
 */
export class Errands {
  private readonly underWay = new Set<string>();

  /** @param opening the ticket's first workflow task triages it within itself (ADR 31), and whatever else comes waits */
  constructor(
    private readonly record: TicketRecord,
    private opening: boolean,
  ) {}

  get idle(): boolean {
    return this.underWay.size === 0;
  }

  /** Sets out whatever the ticket wants and is not under way. */
  run(): void {
    const { state } = this.record;
    const reopening = this.record.takeReopening();
    this.runForSurvey();
    const [next] = state.handOvers ?? [];
    if (next) this.setOut('hand over', () => this.handOver(next));
    if (state.status === 'closed') return;
    if (!state.triaged) this.setOut('admit', () => (this.opening ? this.open() : this.askForTriage(TRIAGE_PATIENCE)));
    else if (state.policy === null) this.setOut('admit', () => this.askForTriage('1h'));
    const { claim, policy, staleTerms } = state;
    // Tickets that began before there was such an errand go on without.
    if (staleTerms && policy && patched('terms')) this.setOut('terms', () => this.lookUpTerms(staleTerms));
    if (claim) this.setOut(`claim ${claim.no}`, () => this.lookForAgent(claim));
    // Whoever reopens what she has herself is there.
    if (reopening && reopening.by !== state.assignee) this.expectAssignee(state);
  }

  /** These outlive the closing. */
  private runForSurvey(): void {
    const { survey, followUp } = this.record.state;
    const decide = <K extends DeskCommand['name']>(name: K, data: DeskCommands[K]) => this.decide(name, data, null);
    if (survey?.unclaimed) this.setOut(`survey ${survey.no}`, () => askForSurvey(this.record, survey, decide));
    if (followUp?.key !== null) return;
    this.setOut(`follow-up ${followUp.no}`, () => openForLead(this.record, followUp, decide));
  }

  /**
   * Runs what needs calendars; if the window turns out too short, fetches a longer one and runs it again.
   * @param act may throw `CalendarWindowExceeded`, and must not have changed anything then
   */
  async withCalendars<T>(act: () => T): Promise<T> {
    for (;;) {
      try {
        return act();
      } catch (error) {
        if (!(error instanceof CalendarWindowExceeded)) throw error;
        await this.lookFurther(error.until);
      }
    }
  }

  /**
   * As `withCalendars`, for whatever comes from outside: behind the opening, so that a repeated first workflow task finds in
   * PostgreSQL what it would decide itself.
   */
  async afterOpening<T>(act: () => T): Promise<T> {
    if (this.opening) await condition(() => !this.opening);
    return this.withCalendars(act);
  }

  private async lookFurther(knownUntil: number): Promise<void> {
    const windows = this.record.state.calendars.map(({ id, version, from }) => ({ id, version, from }));
    const until = Math.max(knownUntil, Date.now()) + CALENDAR_MARGIN_MS;
    const options = { summary: 'Look further ahead in the calendar' };
    this.record.replaceCalendars(await extendCalendars.executeWithOptions(options, [{ windows, until }]));
  }

  private setOut(name: string, errand: () => Promise<void>): void {
    if (this.underWay.has(name)) return;
    this.underWay.add(name);
    void errand()
      // Retried for ever inside; what ends here is final, and the ticket goes on without it.
      .catch((error: unknown) => log.error('An errand failed', { errand: name, error: String(error) }))
      .finally(() => {
        this.underWay.delete(name);
        this.record.changed = true;
      });
  }

  /** What does not succeed here is asked again as a regular activity. */
  private async open(): Promise<void> {
    const { ticketId } = this.record.state;
    try {
      const answer = await admitAtOnce({ ticketId });
      if ('found' in answer) await this.decide('triage', answer.found, answer.found.claim, true);
      else if (!this.record.adopt(answer.projected)) log.warn('What PostgreSQL has does not follow upon what is known');
    } catch (error) {
      log.info('Triage gave no answer at once', { error: String(error) });
    } finally {
      this.opening = false;
    }
  }

  private async askForTriage(scheduleToCloseTimeout: '2m' | '1h'): Promise<void> {
    const { ticketId, triaged, matrix } = this.record.state;
    let answer: DeskCommands['triage'];
    try {
      answer = await admit.executeWithOptions({ scheduleToCloseTimeout }, [{ ticketId }]);
    } catch (error) {
      log.error('Triage gave no answer in time', { error: String(error) });
      if (triaged) return sleep('15m', { summary: 'Ask for the policy again' });
      const facts = { policy: null, calendars: [] };
      answer = { team: DEFAULT_TEAM, tags: [], rule: null, failed: true, facts, claim: null, matrix };
    }
    await this.decide('triage', answer, answer.claim);
  }

  /** An agent whom the team's queue claimed for this ticket. One that the ticket has no use for is given back. */
  async takeOffer(offer: DeskCommands['offer'] & { readonly agent: string }): Promise<void> {
    if (this.opening) await condition(() => !this.opening);
    const { assignmentNo, assignee } = this.record.state;
    // Sent again because nobody was sure that it had come.
    if (assignmentNo === offer.no && assignee === offer.agent) return;
    await this.decide('offer', offer, offer);
  }

  /** One after the other: who hears of a link hears of it before it is undone. */
  private async handOver(next: HandOver): Promise<void> {
    // What is told can be read before: texts of the ticket are copied for its children.
    await condition(() => this.record.unsaved.length === 0);
    const { ticketId, key } = this.record.state;
    const outcome = await tellOthers({ ticketId, key, handOver: next });
    await this.decide('handedOver', { id: next.id, ...outcome }, null);
  }

  /** What the ticket is chosen by, or a calendar, has changed: another policy may hold now, or other hours. */
  private async lookUpTerms(stale: StaleTerms): Promise<void> {
    // Tags and fields are read from the row.
    await condition(() => this.record.unsaved.length === 0);
    const { ticketId, type, impact, urgency, priority, team, policy, calendars } = this.record.state;
    if (!policy) return;
    const terms = await refreshTerms.executeWithOptions({ summary: 'Look up policy and calendars again' }, [
      {
        ticketId,
        cause: stale.cause,
        classification: { type, impact: impact ?? '', urgency: urgency ?? '', priority, team },
        policy: { id: policy.id, version: policy.version, calendar: policy.calendar },
        calendars: calendars.map(({ id, version }) => ({ id, version })),
        from: horizonOf(this.record.state),
      },
    ]);
    if (terms) await this.decide('terms', { cause: stale.cause, ...terms }, null);
    this.record.termsLookedUp(stale);
  }

  private expectAssignee({ status, assignee: agent, assignmentNo: no, team }: TicketState): void {
    if (status !== 'open' || agent === null || team === null) return;
    if (patched('absent')) this.setOut(`absent ${no}`, () => this.lookForAssignee({ agent, team, no }));
  }

  /** A reopened ticket stays with its agent if she is there; else it is for her team. */
  private async lookForAssignee({ agent, team, no }: { agent: string; team: string; no: number }): Promise<void> {
    const summary = 'Look whether the agent of the reopened ticket is there';
    if (await isPresent.executeWithOptions({ summary }, [{ agent, team }])) return;
    await this.decide('absent', { agent, no }, null);
  }

  private async lookForAgent({ team, no }: { readonly team: string; readonly no: number }): Promise<void> {
    const { ticketId } = this.record.state;
    const { agent, lease } = await claimAgent.executeWithOptions({ summary: `Look for a free agent of ${team}` }, [
      { ticketId, team, no },
    ]);
    const offer = { no, team, agent, ...(lease && { lease }) };
    await this.decide('offer', offer, agent === null ? null : { agent, no });
  }

  /** An answer that the ticket no longer wants gives its claim back. */
  private async decide<K extends DeskCommand['name']>(
    name: K,
    data: DeskCommands[K],
    claim: Claim | null,
    determined = false,
  ): Promise<void> {
    const refused = await this.withCalendars(() => {
      const at = this.record.now;
      const id = `${name}@${this.record.state.seq + 1}`;
      const command = { name, id, by: null, at, data } as DeskCommand;
      return 'code' in this.record.execute(command, determined);
    });
    if (claim === null) return;
    const { ticketId, assignmentNo, assignee } = this.record.state;
    // Somebody may have accepted under the same number before the answer came.
    const taken = !refused && assignmentNo === claim.no && assignee === claim.agent;
    if (!taken) await giveBack({ ticketId, no: claim.no });
  }
}
