import type { Random } from './random';

/** What tickets of a French company with English neighbours are about. The first ones are in many tickets. */
const THINGS = [
  'messagerie',
  'imprimante',
  'réseau',
  'serveur',
  'mot de passe',
  'VPN',
  'Excel',
  'écran',
  'clavier',
  'téléphone',
  'printer',
  'network',
  'laptop',
  'badge',
  'partage',
  'licence',
  'Teams',
  'base de données',
  'sauvegarde',
  'certificat',
] as const;
const TROUBLES = [
  'ne répond plus',
  'est bloquée depuis ce matin',
  'affiche une erreur',
  'est très lent',
  'à réinitialiser',
  'is not working',
  'keeps failing',
  'ne démarre pas',
  'a été perdu',
  'à installer',
] as const;
const PLACES = ['Lyon', 'Paris', 'Lille', 'Nantes', 'Bordeaux', 'Toulouse', 'London', 'Bruxelles', 'Genève'] as const;
const SENTENCES = [
  "Depuis la mise à jour d'hier, plus rien ne fonctionne correctement sur mon poste.",
  'Le message dit que la connexion a été refusée par le serveur distant.',
  'I have restarted it twice, and the problem comes back after a few minutes.',
  "Plusieurs collègues du même étage rencontrent la même difficulté, c'est urgent.",
  "Nous avons une réunion avec un client important cet après-midi et il nous faut l'accès.",
  'Could somebody have a look today, please? I work from home on Friday.',
  "L'utilisateur a été prévenu, le matériel de remplacement est commandé.",
  'The certificate was renewed and the service restarted; monitoring is green again.',
  'Merci de vérifier les droits sur le dossier partagé de la comptabilité.',
  'Un technicien passera demain matin entre neuf heures et dix heures.',
] as const;

/** The mark on a machine's label: in one ticket out of a million, or nearly. */
export function assetTag(number: number): string {
  return `PX${String((number * 7_919) % 10_000_000).padStart(7, '0')}`;
}

export function subjectOf(number: number, random: Random): string {
  const thing = THINGS[random.skewed(THINGS.length)] ?? THINGS[0];
  return `${thing} ${random.one(TROUBLES)} (${random.one(PLACES)}, ${assetTag(number)})`;
}

export function textOf(sentences: number, random: Random): string {
  return Array.from({ length: sentences }, () => random.one(SENTENCES)).join(' ');
}
