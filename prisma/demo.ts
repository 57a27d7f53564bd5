/** Who and what the demonstration consists of. */
import type { Presence, Role } from '../workflows/domain/codes';
import type { TriageRule } from './documents';

export interface DemoPerson {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly organisation?: string;
  readonly teams?: readonly string[];
  readonly presence?: Presence;
  /** Gets one of the demonstration keys. */
  readonly holdsKey?: true;
}

export const DEMO_ORGANISATIONS = [
  { id: 'mairie', name: 'Mairie de Villeneuve', sharesTickets: true },
  { id: 'clinique', name: 'Clinique Saint-Luc', sharesTickets: false },
] as const;

export const DEMO_TEAMS = [
  { id: 'messagerie', name: 'Messagerie' },
  { id: 'infrastructure', name: 'Infrastructure' },
  { id: 'acces', name: 'Accès' },
] as const;

/** Leads answer for their teams and are assigned by hand only, hence away; Inès works for two teams. */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  lead('claire.fontaine', 'Claire Fontaine', 'messagerie', true),
  agent('amelie.rousseau', 'Amélie Rousseau', ['messagerie'], true),
  agent('baptiste.girard', 'Baptiste Girard', ['messagerie']),
  agent('ines.lefevre', 'Inès Lefèvre', ['messagerie', 'acces']),
  lead('didier.marchand', 'Didier Marchand', 'infrastructure'),
  agent('elodie.perrin', 'Élodie Perrin', ['infrastructure']),
  agent('francois.noel', 'François Noël', ['infrastructure']),
  agent('gaelle.le-goff', 'Gaëlle Le Goff', ['infrastructure']),
  lead('helene.dubois', 'Hélène Dubois', 'acces'),
  agent('jerome.lacroix', 'Jérôme Lacroix', ['acces']),
  agent('kevin.benali', 'Kévin Benali', ['acces']),
  agent('lucie.chevalier', 'Lucie Chevalier', ['acces']),
  { ...requester('marc.dupont', 'Marc Dupont', 'mairie'), holdsKey: true },
  requester('nadia.haddad', 'Nadia Haddad', 'mairie'),
  requester('olivier.caron', 'Olivier Caron', 'mairie'),
  requester('pauline.meyer', 'Pauline Meyer', 'clinique'),
  requester('quentin.blanc', 'Quentin Blanc', 'clinique'),
];

export const DEMO_SERVICE = {
  name: 'Supervision',
  scopes: ['tickets:read', 'tickets:write', 'alerts:write', 'config:read'],
} as const;

/**
 * The first that holds counts, over texts without accents and in lower case. Requests for access come first, because they
 * name the very things that the other rules look for.
 */
export const DEMO_RULES: readonly TriageRule[] = [
  {
    id: 'access-requests',
    when: String.raw`ticket.text.matches("^(demande|besoin|request|need)\\b.*\\b(acces|access|compte|account|licence|license)")`,
    set: { type: 'request', team: 'acces', tags: ['acces'] },
  },
  {
    id: 'monitoring',
    when: String.raw`ticket.source == "alert" || ticket.text.matches("\\b(serveur|server|disque|disk|cpu)s?\\b.*(surcharge|sature|plein|overload|full|down)")`,
    set: { type: 'alert', team: 'infrastructure', tags: ['supervision'] },
  },
  {
    id: 'mail',
    when: String.raw`ticket.text.matches("\\b(e-?mails?|messagerie|outlook|boite aux lettres|mailbox)\\b")`,
    set: { type: 'incident', team: 'messagerie', tags: ['messagerie'] },
  },
  {
    id: 'accounts',
    when: String.raw`ticket.text.matches("\\b(mot de passe|password|compte|account|vpn|mfa)\\b")`,
    set: { team: 'acces' },
  },
];

function address(local: string): string {
  return `${local}@demo.guichet.local`;
}

function agent(local: string, name: string, teams: readonly string[], holdsKey?: true): DemoPerson {
  return { email: address(local), name, role: 'agent', teams, ...(holdsKey ? { holdsKey } : {}) };
}

function lead(local: string, name: string, team: string, holdsKey?: true): DemoPerson {
  return {
    email: address(local),
    name,
    role: 'lead',
    teams: [team],
    presence: 'away',
    ...(holdsKey ? { holdsKey } : {}),
  };
}

function requester(local: string, name: string, organisation: string): DemoPerson {
  return { email: address(local), name, role: 'requester', organisation };
}
