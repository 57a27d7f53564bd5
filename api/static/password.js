'use strict';

/** Where a link to set a password leads: reads the token after `#`, asks for the password, and sends both. */
const TEXTS = {
  en: {
    title: 'Set your password',
    label: 'New password',
    hint: 'At least 12 characters: several unrelated words are best. You will be logged out everywhere.',
    button: 'Set password',
    done: 'Your password is set. You can log in with it now.',
    gone: 'This link was used or is too old. Ask your administrator for another one.',
    missing: 'This address is not complete. Open the whole link that you were given.',
    failed: 'That did not work just now. Try again in a moment.',
    too_short: 'At least 12 characters, please.',
    too_long: 'At most 256 characters, please.',
    blank: 'Not of blanks alone, please.',
    too_common: 'Anybody would try this one first. Take several unrelated words.',
    contains_name: 'It must not contain the name in your e-mail address.',
  },
  fr: {
    title: 'Choisissez votre mot de passe',
    label: 'Nouveau mot de passe',
    hint: 'Au moins 12 caractères : le mieux est d’aligner plusieurs mots sans rapport. Vous serez déconnecté partout.',
    button: 'Enregistrer',
    done: 'Votre mot de passe est enregistré. Vous pouvez vous connecter.',
    gone: 'Ce lien a déjà servi ou est trop ancien. Demandez-en un autre à votre administrateur.',
    missing: 'Cette adresse est incomplète. Ouvrez le lien entier que vous avez reçu.',
    failed: 'Cela n’a pas fonctionné. Réessayez dans un instant.',
    too_short: 'Au moins 12 caractères.',
    too_long: 'Au plus 256 caractères.',
    blank: 'Il ne peut pas être fait d’espaces seulement.',
    too_common: 'C’est le premier que l’on essaierait. Prenez plusieurs mots sans rapport.',
    contains_name: 'Il ne doit pas contenir le nom de votre adresse électronique.',
  },
};

const language = navigator.language.startsWith('fr') ? 'fr' : 'en';
const texts = TEXTS[language];
const [form, input, outcome] = ['form', 'password', 'outcome'].map((id) => document.getElementById(id));

document.documentElement.lang = language;
document.title = texts.title;
for (const id of ['title', 'label', 'hint', 'button']) document.getElementById(id).textContent = texts[id];

const token = location.hash.slice(1);
// Nobody who looks over the shoulder, or into the history, finds the token.
history.replaceState(null, '', location.pathname);
form.hidden = token === '';
if (token === '') outcome.textContent = texts.missing;

/** @returns a key of `TEXTS` */
async function setPassword(password) {
  const response = await fetch('api/v1/password-resets/use', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ token, password }),
  });
  if (response.status === 204) return 'done';
  if (response.status === 410) return 'gone';
  const { errors = [] } = await response.json();
  if (errors.some(({ pointer }) => pointer === '/token')) return 'missing';
  const code = errors[0] ? errors[0].code : 'failed';
  return code in texts ? code : 'failed';
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  outcome.textContent = '';
  setPassword(input.value)
    .catch(() => 'failed')
    .then((what) => {
      outcome.textContent = texts[what];
      form.hidden = what === 'done' || what === 'gone';
    });
});
