import { setTimeout as sleep } from 'node:timers/promises';
import { Random, uuidAt } from '../api/random';
import type { FaultRig } from '../stack/rig';
import { insist, insistBySignal } from './client';
import type { Act, Deed, Journal } from './journal';

/** Tickets that one person has in hand at once. */
const IN_HAND = 3;
/** A ticket is resolved after about so many deeds. */
const LIFE = 6;
const SUBJECTS = [
  "Problème d'accès à l'email",
  'Serveur surchargé',
  'Demande de compte',
  'Imprimante bloquée',
] as const;

/** What this person knows of a ticket of hers: nobody else does anything to it. */
interface Hand {
  readonly key: string;
  status: 'open' | 'pending' | 'resolved';
  accepted: boolean;
  deeds: number;
  rated: boolean;
}

/** Opens tickets and works on them, one deed after another, as chance has it. The same seed, the same choices. */
export class Person {
  private readonly hands: Hand[] = [];

  constructor(
    private readonly rig: FaultRig,
    private readonly journal: Journal,
    private readonly random: Random,
    private readonly name: string,
    /** Milliseconds between two deeds, on average. */
    private readonly pauseMs: number,
  ) {}

  async live(goesOn: () => boolean): Promise<void> {
    while (goesOn()) {
      await this.actOnce();
      await sleep(this.random.next() * 2 * this.pauseMs);
    }
  }

  private async actOnce(): Promise<void> {
    const { random } = this;
    const hand = this.hands.length < IN_HAND ? undefined : this.hands[random.below(this.hands.length)];
    if (!hand) return this.open();
    hand.deeds++;
    if (hand.status === 'resolved') return this.follow(hand);
    if (hand.status === 'pending') return this.say(hand, random.chance(0.6) ? 'resume' : 'comment');
    if (!hand.accepted) return this.say(hand, random.chance(0.7) ? 'accept' : 'comment');
    if (hand.deeds > LIFE && random.chance(0.5)) return this.say(hand, 'resolve');
    return this.say(hand, random.one(['comment', 'comment', 'pend', 'reclassify', 'escalate']));
  }

  private act(deed: Deed, hand: Hand | null): Act {
    const id = uuidAt(Date.now(), this.random);
    return { deed, ticket: hand?.key ?? null, id, text: `${this.name} says ${id}` };
  }

  private async open(): Promise<void> {
    const act = this.act('open', null);
    const body = { subject: `${this.random.one(SUBJECTS)} (${act.text ?? ''})` };
    const answer = await insist(this.rig, this.journal, act, {
      role: 'requester',
      method: 'POST',
      path: '/tickets',
      body,
    });
    if (answer)
      this.hands.push({ key: String(answer.body.key), status: 'open', accepted: false, deeds: 0, rated: false });
  }

  private async say(hand: Hand, deed: Exclude<Deed, 'open' | 'rate'>): Promise<void> {
    const act = { ...this.act(deed, hand), ticket: hand.key };
    if (deed === 'escalate') return insistBySignal(this.rig, this.journal, act);
    const path = `/tickets/${hand.key}`;
    const method = deed === 'reclassify' ? 'PATCH' : 'POST';
    const suffix = { comment: '/comments', reclassify: '' }[deed as string] ?? `/${deed}`;
    const request = { role: 'agent', method, path: `${path}${suffix}`, body: this.bodyOf(deed, act) } as const;
    const answer = await insist(this.rig, this.journal, act, request);
    // What became of it nobody knows: nothing can be expected of this ticket any more.
    if (!answer) return this.let(hand);
    if (deed === 'accept') hand.accepted = true;
    if (deed === 'pend') hand.status = 'pending';
    if (deed === 'resume' || deed === 'reopen') hand.status = 'open';
    if (deed === 'resolve') hand.status = 'resolved';
  }

  private bodyOf(deed: Deed, { text }: Act): unknown {
    const { random } = this;
    if (deed === 'comment') return { body: text, visibility: random.one(['public', 'internal']) };
    if (deed === 'pend') return { reason: random.one(['vendor', 'requester']) };
    if (deed === 'reclassify') return { priority: random.one(['critical', 'high', 'medium', 'low']) };
    if (deed === 'resolve') return { resolution: random.one(['done', 'workaround']) };
    return undefined;
  }

  /** Of a resolved ticket: answers its survey once it is there, or reopens it, or lets it be. */
  private async follow(hand: Hand): Promise<void> {
    const chance = this.random.next();
    if (chance < 0.2) {
      hand.deeds = 0;
      return this.say(hand, 'reopen');
    }
    if (chance < 0.8 && !hand.rated) return this.rate(hand);
    this.let(hand);
  }

  private async rate(hand: Hand): Promise<void> {
    const ticket = await this.rig.call('requester', 'GET', `/tickets/${hand.key}`).catch(() => null);
    const survey = ticket?.body.survey as { readonly state?: string; readonly url?: string } | null | undefined;
    if (survey?.state !== 'sent' || survey.url === undefined) return;
    const token = survey.url.slice(survey.url.lastIndexOf('/') + 1);
    const score = 3 + this.random.below(3);
    const act = { ...this.act('rate', hand), score };
    hand.rated = true;
    await insist(this.rig, this.journal, act, {
      ...{ role: 'requester', method: 'POST', path: `/surveys/${token}`, body: { score } },
    });
    this.let(hand);
  }

  private let(hand: Hand): void {
    this.hands.splice(this.hands.indexOf(hand), 1);
  }
}

/** Several persons at once, until they are told to stop. */
export class People {
  private going = true;
  private readonly lives: Promise<void>[];

  constructor(rig: FaultRig, journal: Journal, random: Random, { count, pauseMs }: { count: number; pauseMs: number }) {
    this.lives = Array.from({ length: count }, (_, index) => {
      const own = new Random(random.below(2 ** 31));
      return new Person(rig, journal, own, `person ${index + 1}`, pauseMs).live(() => this.going);
    });
    // Whoever waits for them later hears of it.
    for (const life of this.lives) life.catch(() => undefined);
  }

  /** Each gets the answer that she waits for first. */
  async stop(): Promise<void> {
    this.going = false;
    await Promise.all(this.lives);
  }
}
