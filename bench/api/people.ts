import type { Client } from 'pg';
import { copyInto } from './copy';
import { Random, uuidAt } from './random';

/** Who is at the desk and before it, in proportion to the tickets; found again by number. */
export class People {
  readonly admin: string;
  private readonly requesters: readonly string[];
  private readonly agents: readonly string[];
  readonly teams: readonly string[];
  readonly organisations: readonly string[];

  constructor(tickets: number) {
    const random = new Random(7);
    const ids = (count: number) => Array.from({ length: count }, () => uuidAt(1_600_000_000_000, random));
    this.admin = ids(1)[0] ?? '';
    this.requesters = ids(Math.max(20, Math.round(tickets / 50)));
    this.agents = ids(Math.max(5, Math.round(tickets / 2_500)));
    this.teams = numbered('team', Math.max(3, Math.min(40, Math.round(tickets / 5_000))));
    this.organisations = numbered('org', Math.max(5, Math.round(tickets / 5_000)));
  }

  requester(number: number): string {
    return at(this.requesters, number);
  }
  agent(number: number): string {
    return at(this.agents, number);
  }
  team(number: number): string {
    return at(this.teams, number);
  }
  organisationOf(requester: number): string {
    return at(this.organisations, requester);
  }
  get counts() {
    return { requesters: this.requesters.length, agents: this.agents.length, teams: this.teams.length };
  }

  async insert(client: Client): Promise<void> {
    await copyInto(
      client,
      'organisations',
      ['id', 'name'],
      this.organisations.map((id) => [id, `Organisation ${id}`]),
    );
    await copyInto(
      client,
      'teams',
      ['id', 'name'],
      this.teams.map((id) => [id, `Team ${id}`]),
    );
    const user = (id: string, role: string, organisation: string | null) => [
      ...[id, `${role}-${id}@bench.example`, `A ${role} ${id.slice(-4)}`, role, organisation],
    ];
    await copyInto(
      client,
      'users',
      ['id', 'email', 'name', 'role', 'organisation_id'],
      [
        user(this.admin, 'admin', null),
        ...this.agents.map((id) => user(id, 'agent', null)),
        ...this.requesters.map((id, number) => user(id, 'requester', this.organisationOf(number))),
      ],
    );
    await copyInto(
      client,
      'agents',
      ['user_id', 'presence'],
      this.agents.map((id) => [id, 'online']),
    );
    await copyInto(
      client,
      'memberships',
      ['team_id', 'user_id'],
      this.agents.map((id, number) => [this.team(number), id]),
    );
  }
}

function numbered(name: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${name}-${String(index + 1)}`);
}

function at(values: readonly string[], number: number): string {
  return values[number % values.length] ?? '';
}
