import type { Words } from './en.ts';

const NUMBERS = ['Aucune', 'Une', 'Deux', 'Trois', 'Quatre', 'Cinq', 'Six', 'Sept', 'Huit', 'Neuf', 'Dix'];

export const fr: Words = {
  language: 'Langue',
  languageTrouble: 'Cette langue n’a pas pu être chargée. Choisissez-la de nouveau quand la connexion sera rétablie.',
  skip: 'Aller au contenu',
  site: 'Site',
  title: 'Bilan en 60 secondes',
  signIn: 'Se connecter',
  open: 'Ouvrir Entente',

  heading: 'Prenez-vous bien soin de votre partenariat ?',
  lead: 'Dix questions, oui ou non. Au bout de soixante secondes, vous voyez ce qui est en place entre vous et votre partenaire, et ce qui remédierait au reste.',
  start: 'Commencer',
  facts: [
    [
      'Enregistré',
      'Rien. Vos réponses figurent dans l’adresse de cette page, dans la partie qu’aucun serveur ne reçoit, jusqu’à ce que vous la partagiez.',
    ],
    ['Compte', 'Aucun n’est nécessaire.'],
    [
      'Pour',
      'Alliances, coentreprises, programmes public-privé, syndicats et direction, services : tous ceux qui doivent réussir ensemble.',
    ],
  ],
  about: 'Ce qu’est Entente',
  aboutText:
    'Un logiciel libre de gestion de la relation de partenariat (PRM) : pour les personnes des deux côtés d’une alliance, dont la réussite dépend de leur façon de travailler ensemble.',
  does: [
    [
      'Mesurer la relation',
      'Quinze questions, trois minutes, sur un téléphone et sans compte. Les réponses sont confidentielles.',
    ],
    [
      'La voir ensemble',
      'Les résultats s’ouvrent pour toutes les parties à la même seconde. Aucun chiffre ne concerne moins de personnes que promis.',
    ],
    [
      'Remédier à ce qui est bas',
      'On discute de chaque question à 3,0 ou moins, et l’enquête suivante montre si elle s’est redressée.',
    ],
  ],
  newAccount: 'Créer un compte',
  have: 'Pour travailler dans Entente :',

  questionOf: (number, of) => `Question ${number} sur ${of}`,
  progress: (done, of) => `Progression : ${done} sur ${of}`,
  yes: 'Oui',
  no: 'Non',
  yesKey: 'O',
  noKey: 'N',
  back: 'Retour',
  skipQuestion: 'Passer',
  next: 'Suivant',
  keys: 'Touches : O et N, flèches pour reculer et avancer, U pour annuler.',
  given: (number, answer) => `Question ${number} : ${answer.toLowerCase()}.`,
  undo: 'Annuler',

  resultTitle: (score, of) => `Résultat : ${score} sur ${of}`,
  kicker: 'Bilan en 60 secondes · résultat',
  ofTen: (of) => `sur ${of}`,
  standing: {
    'in-place': 'Un programme PRM est en place.',
    'not-in-place': 'Aucun programme PRM n’est encore en place.',
    undecided: 'Ce n’est pas encore tranché.',
  },
  parts: (yes, open) => {
    const there =
      yes === 10
        ? 'Ses dix composantes sont toutes là.'
        : `${NUMBERS[yes]} de ses dix composantes ${yes < 2 ? 'est là' : 'sont là'}.`;
    if (open === 0) return there;
    return `${there} ${NUMBERS[open]} ${open === 1 ? 'question est encore ouverte' : 'questions sont encore ouvertes'}.`;
  },
  rule: (noes) =>
    `La gestion de la relation de partenariat (PRM) est en place avec au plus deux réponses « non ». À partir de trois, la relation dépend de la chance et des personnes qui restent. Nombre de « non » ici : ${noes === 0 ? 'aucun' : noes === 1 ? 'un' : (NUMBERS[noes] ?? '').toLowerCase()}.`,
  yourAnswers: 'Les dix réponses',
  answerAt: (number, answer) => `${number} : ${answer.toLowerCase()}. Modifier`,
  openAnswer: 'sans réponse',
  keep: 'Conserver ce résultat',
  keepHint:
    'Dans le programme de votre organisation, pour le comparer au suivant. Vous vous connectez ou créez un compte.',
  keepHintSignedIn: 'Dans le programme de votre organisation, pour le comparer au suivant.',
  print: 'Imprimer',
  again: 'Recommencer',
  noes: 'Ce que signifie chaque « non », et ce qui y remédie',
  noNoes: 'Rien à corriger : aucune réponse n’était « non ».',
  opens: 'Sans réponse',
  answerNow: 'Répondre',
  yeses: 'Ce que vous faites déjà',
  shareTitle: 'Partager ce résultat',
  shareText:
    'Le lien contient les réponses après le signe « # ». Qui l’a voit cette page ; rien n’est enregistré nulle part.',
  link: 'Lien',
  copy: 'Copier',
  copied: 'Copié',
  share: 'Partager',
  printed: (day) => `Bilan en 60 secondes, imprimé le ${day}. Le résultat en ligne :`,
  promise: 'Calculé sur cette page. Rien n’a été envoyé ni enregistré, et aucun compte n’est nécessaire.',

  broken: {
    incomplete: {
      title: 'Ce lien est coupé',
      text: 'Une partie des réponses manque, comme lorsqu’un lien est réparti sur deux lignes. Demandez le lien complet, ou répondez vous-même aux questions.',
    },
    newer: {
      title: 'Ce lien vient d’une version plus récente d’Entente',
      text: 'Il contient des réponses à d’autres questions que celles d’ici. Ouvrez-le là où il a été créé, ou répondez aux questions ici.',
    },
    unreadable: {
      title: 'Ce lien est illisible',
      text: 'Il a été modifié en chemin ; plutôt qu’un résultat faux, aucun n’est montré. Demandez-le encore une fois, ou répondez vous-même aux questions.',
    },
  },
  take: 'Faire le bilan',
  foot: 'Logiciel libre. Fait pour les personnes des deux côtés d’une alliance.',
};
