import { counting } from '../../domain/common/languages.ts';
import type { Words } from './en.ts';

const count = counting('fr');
const minutes = (n: number) => count(n, { one: '# minute', other: '# minutes' });
const people = (k: number) => count(k, { one: '# personne', other: '# personnes' });

export const fr: Words = {
  language: 'Langue',
  languageTrouble: 'Cette langue n’a pas pu être chargée. Choisissez-la de nouveau quand la connexion sera rétablie.',
  skip: 'Aller au contenu',
  pageTitle: (partnership) => `Enquête · ${partnership}`,
  sample: 'Exemple fictif : les organisations et les personnes sont inventées.',
  loading: 'Chargement des questions…',

  headings: { relational: 'Travaillons-nous bien ensemble ?' },
  size: (items, n) => `${count(items, { one: '# question', other: '# questions' })}, environ ${minutes(n)}.`,
  openUntil: (when) => `Enquête ouverte jusqu’au ${when}.`,
  stored: 'Enregistré',
  storedText:
    'Vos réponses et le groupe dans lequel vous répondez : votre partie, ou plusieurs petites parties réunies. Avec elles, un nombre tiré au hasard par cet appareil.',
  notStored: 'Non enregistré',
  notStoredText:
    'Votre nom, votre adresse, votre appareil ou l’heure d’une réponse. Les réponses sont conservées à part des invitations.',
  whoSees: 'Qui le voit',
  whoSeesText: (k) =>
    `Toutes les parties voient la même chose : des moyennes d’au moins ${people(k)}, jamais la note d’une seule.`,
  when: 'Quand',
  whenText: 'À la clôture, pour tout le monde à la même seconde. Pas avant.',
  start: 'Commencer',
  goOn: (item) => `Reprendre à la question ${item}`,
  goOnReview: 'Reprendre au récapitulatif',
  startOver: 'Effacer mes réponses et recommencer',
  choice: 'Vous êtes libre de participer ou non.',
  limits: 'Ce dont cela ne peut pas vous protéger',
  limitsList: (k) => [
    [
      'Le serveur, pendant l’envoi.',
      'Cette enquête est confidentielle, non scellée. Votre invitation et votre réponse passent par le même serveur, qui ne note aucun lien entre les deux. Vous comptez sur ceux qui l’exploitent pour ne pas le modifier et ne rien enregistrer de plus.',
    ],
    [
      'Ce que vous écrivez vous-même.',
      'Le style, les noms et des événements particuliers peuvent révéler qui s’exprime.',
    ],
    [
      'Un petit cercle.',
      `Des moyennes de ${people(k)} cachent une réponse isolée. Si toutes les autres personnes comparent les leurs, elles peuvent en déduire ce qui reste.`,
    ],
    [
      'L’ouverture de ce lien.',
      'Un rappel, s’il y en a un, va aux personnes qui ne l’ont pas ouvert. Les organisateurs voient combien elles sont, jamais qui.',
    ],
    [
      'Votre appareil et ce lien.',
      'Qui peut lire votre écran peut lire vos réponses. Qui a votre lien peut répondre à votre place.',
    ],
  ],

  sealedStoredText:
    'Vos réponses et le groupe dans lequel vous répondez : votre partie, ou plusieurs petites parties réunies. Avec elles, un nombre tiré au hasard par cet appareil : votre reçu.',
  sealedNotStoredText:
    'Votre nom, votre adresse, votre appareil ou l’heure d’une réponse. Le serveur signe votre bulletin sans le voir, et ne peut pas dire ensuite à qui il était.',
  sealedLine: 'Bulletin scellé : établi sur cet appareil, signé sans être vu.',
  howLink: 'Comment puis-je le vérifier ?',
  sealedLimitsList: (k) => [
    [
      'Une page ou un serveur modifiés.',
      'C’est cette page qui scelle. Ceux qui exploitent le serveur pourraient distribuer une autre page, ou noter qui se connecte à quel moment et comparer. Le lien ci-dessus explique comment vérifier cette page.',
    ],
    [
      'L’appareil sur lequel vous commencez.',
      'À votre première note, cet appareil reçoit l’unique bulletin de votre lien. Terminez ici ; ce qui se perd avec l’appareil ne peut pas être refait.',
    ],
    [
      'Ce que vous écrivez vous-même.',
      'Le style, les noms et des événements particuliers peuvent révéler qui s’exprime.',
    ],
    [
      'Un petit cercle.',
      `Des moyennes de ${people(k)} cachent une réponse isolée. Si toutes les autres personnes comparent les leurs, elles peuvent en déduire ce qui reste.`,
    ],
    [
      'Votre reçu.',
      'Il montre que votre bulletin a été compté, non ce que vous avez dit. Qui le voit sait que vous avez répondu : gardez-le pour vous.',
    ],
  ],
  unsealedLine:
    'Cette adresse n’a pas de connexion sécurisée ; cet appareil ne peut donc pas sceller de bulletin. Il répond à la place de façon confidentielle, comme cette enquête le permet.',
  insecureTitle: 'Cet appareil ne peut pas sceller de bulletin ici',
  insecureText:
    'Les bulletins de cette enquête sont scellés dans votre navigateur, et les navigateurs ne le font que par une connexion sécurisée (https).',
  insecureDo:
    'Demandez à la personne qui vous a invité un lien qui commence par https, ou ouvrez le vôtre là où l’enquête est hébergée. Votre lien reste valable.',
  keyTitle: 'Cette urne n’est pas celle que nomme votre lien',
  keyText:
    'Votre lien se termine par une marque de la clé pour laquelle les bulletins de votre groupe sont scellés. Le serveur en a montré une autre ; cette page ne va donc pas plus loin : rien n’a été répondu et rien n’a été envoyé.',
  keyDo:
    'Ouvrez encore une fois le lien de votre invitation. Si cela se reproduit, dites-le à la personne qui vous a invité et à vos collègues.',
  elsewhereTitle: 'Votre bulletin est sur un autre appareil',
  elsewhereText:
    'Chaque lien reçoit un seul bulletin scellé, et celui de ce lien a été remis là où vous avez commencé : sur un autre appareil, dans un autre navigateur ou dans une fenêtre privée.',
  elsewhereDo:
    'Terminez là-bas. Si ce n’était pas vous, dites-le à la personne qui vous a invité : quelqu’un d’autre avait votre lien.',
  noneLeftTitle: 'Il ne reste pas de bulletin pour ce lien',
  noneLeftText:
    'Autant de bulletins ont été remis dans votre groupe que de personnes ont été interrogées. Quelqu’un en a pris plus d’un, et les résultats le diront si les comptes ne sont pas justes.',
  noneLeftDo: 'Dites-le à la personne qui vous a invité.',
  postingTitle: 'Votre bulletin est en route',
  postingText:
    'Il part dans les dix secondes, à un moment tiré au hasard : l’heure en dit ainsi moins sur son auteur. Votre reçu apparaît ensuite ici.',
  postingLeave: 'Vous pouvez partir : fermer cette page l’envoie aussitôt, et votre prochaine visite s’en assure.',
  receipt: 'Votre reçu',
  receiptText:
    'Après la clôture, vous trouvez ce code dans la liste publiée : votre bulletin a été compté. Il montre que vous avez répondu, non ce que vous avez répondu. Gardez-le pour vous.',
  receiptKept: 'Il est conservé sur cet appareil. Ouvrez le même lien après la clôture, et cette page le cherche.',
  copy: 'Copier',
  copied: 'Copié',
  foundTitle: 'Votre bulletin a été compté',
  foundText: (n) =>
    `Votre reçu figure dans la liste des bulletins comptés (${count(n, { one: '# bulletin', other: '# bulletins' })}). Les résultats sont ouverts à toutes les parties.`,
  missingTitle: 'Votre reçu n’est pas dans la liste',
  missingText:
    'Il manque dans la liste des bulletins comptés, alors que le serveur avait dit avoir pris votre réponse. Montrez le reçu à la personne qui vous a invité : cela ne doit pas arriver.',
  searching: 'Recherche de votre reçu…',
  listLink: 'La liste des reçus',

  howTitle: 'Comment puis-je le vérifier ?',
  howIntro:
    'Un bulletin scellé fonctionne comme un vote par correspondance à deux enveloppes : le bureau tamponne l’enveloppe intérieure sans l’ouvrir, et compte plus tard des enveloppes intérieures qui portent son tampon et aucun nom.',
  howSteps: [
    [
      'Votre appareil établit le bulletin.',
      'Un nombre tiré au hasard et le nom de votre groupe. Avant de partir, il est recouvert d’un second nombre tiré au hasard.',
    ],
    [
      'Le serveur signe l’enveloppe.',
      'Il sait par votre lien qui demande, et signe une fois par lien. Ce qu’il signe n’est pour lui que du bruit.',
    ],
    [
      'Votre appareil retire l’enveloppe.',
      'Reste une signature valable pour votre bulletin, que le serveur n’a jamais vue.',
    ],
    [
      'Vos réponses entrent sans votre lien.',
      'Avec le bulletin, sans cookie ni nom, toujours de la même taille. Le même bulletin compte une fois.',
    ],
  ],
  howChecksTitle: 'Ce que vous pouvez vérifier vous-même',
  howChecks: [
    [
      'La clé.',
      'Votre lien se termine par un point et 22 lettres. Elles sont les mêmes pour tout votre groupe et figurent sur la page de l’enquête. Une clé à vous seul rendrait votre bulletin reconnaissable.',
    ],
    [
      'Votre reçu.',
      'À la clôture, tous les reçus sont publiés, triés. Ouvrez de nouveau votre lien, et cette page cherche le vôtre sur votre appareil ; personne n’apprend lequel vous avez cherché.',
    ],
    [
      'Le compte.',
      'À côté des résultats figurent le nombre de bulletins remis à chaque groupe et le nombre de bulletins comptés. S’il y a plus de réponses que de bulletins, c’est dit.',
    ],
    [
      'Cette page.',
      'Son code est ouvert. La page de l’enquête montre une empreinte des fichiers que charge votre navigateur ; les notes de version disent comment la comparer au code publié.',
    ],
  ],
  howNotTitle: 'Ce dont cela ne protège pas',
  howNot: [
    [
      'Ceux qui exploitent le serveur et veulent savoir.',
      'Ils pourraient distribuer une page modifiée, ou noter les adresses et les moments : qui a pris un bulletin à 10:01, et quelle réponse est arrivée à 10:06. Deux serveurs exploités par des personnes différentes rendent cela plus difficile.',
    ],
    [
      'Des bulletins inventés par ceux qui détiennent la clé.',
      'Seul le compte les montre, et seulement si tout le monde répond.',
    ],
    [
      'Un petit cercle.',
      'Si toutes les autres personnes comparent leurs réponses, elles peuvent en déduire ce qui reste.',
    ],
    [
      'Ce que vous écrivez, et qui regarde.',
      'Le style montre qui écrit. Quelqu’un derrière vous, ou un programme sur votre appareil, voit ce que vous répondez.',
    ],
    [
      'La pression.',
      'Le reçu prouve que vous avez participé, non ce que vous avez dit. Quelqu’un pourrait tout de même demander à le voir.',
    ],
  ],
  howProtocol:
    'Pour qui veut le lire : RFC 9474, RSABSSA-SHA384-PSS-Randomized, 3072 bits, une clé par enquête et par groupe, détruite à la clôture.',

  itemOf: (item, items) => `Question ${item} sur ${items}`,
  progress: (done, items) =>
    `Progression : ${count(done, { one: '# réponse', other: '# réponses' })} sur ${count(items, { one: '# question', other: '# questions' })}`,
  minutesLeft: (n) => (n === 0 ? 'presque terminé' : `encore environ ${minutes(n)}`),
  cantSay: 'Je ne peux pas me prononcer',
  back: 'Retour',
  next: 'Suivant',
  kept: 'Conservé sur cet appareil jusqu’à l’envoi. Fonctionne aussi sans connexion.',
  keptHere: 'Votre navigateur ne conserve rien pour nous : gardez cette page ouverte jusqu’à l’envoi.',

  wordsTitle: 'Avec vos propres mots',
  optional: 'facultatif',
  wordsRule: (k) =>
    `Ce que vous écrivez est montré mot pour mot à toutes les parties, dans un ordre aléatoire et sans partie ni date, dès que ${people(k)} ont répondu par écrit à la même question et que ${2 * k} ont participé. Sinon, personne ne le voit.`,
  wordsWarn: 'Écrivez de façon que cela puisse venir de n’importe qui : sans aucun nom, y compris le vôtre.',
  wordsNamed:
    'Cela pourrait révéler qui écrit ou de qui il s’agit. La phrase tiendrait-elle sans ce nom ou ce numéro ?',
  lettersLeft: (n) => count(n, { one: 'encore # caractère', other: 'encore # caractères' }),

  guessTitle: (others) => `Et ${others} ?`,
  guessText: (others, k) =>
    `Si vous le souhaitez : à votre avis, comment les personnes de ${others} ont-elles répondu ? Vos suppositions sont conservées comme vos réponses et montrées seulement en moyenne d’au moins ${people(k)}, à côté de ce qu’elles ont dit.`,
  guessSkip: 'Passer',
  guessClear: 'Effacer mes suppositions',
  guessed: (n) => count(n, { one: '# supposition', other: '# suppositions' }),

  reviewTitle: 'Avant l’envoi',
  rated: (n) => count(n, { one: '# note donnée', other: '# notes données' }),
  cantSayCount: (n) => `${n} « je ne peux pas me prononcer »`,
  written: (n) => count(n, { one: '# commentaire', other: '# commentaires' }),
  openCount: (n) => count(n, { one: '# question sans réponse', other: '# questions sans réponse' }),
  openHint: 'Si vous envoyez maintenant, cela compte comme « je ne peux pas me prononcer ».',
  answers: 'Vos réponses',
  change: (item) => `Modifier : ${item}`,
  notAnswered: 'sans réponse',
  send: 'Envoyer',
  sendOnce: 'Vous pouvez envoyer une seule fois. Ensuite, plus personne ne peut rien modifier.',
  nothingToSend: 'Notez au moins une question ou écrivez un commentaire, puis vous pourrez envoyer.',

  sending: 'Envoi en cours…',
  waitingTitle: 'Pas encore envoyé',
  waitingText:
    'Le serveur est injoignable. Votre réponse est complète et conservée sur cet appareil ; elle part dès qu’il y a une connexion.',
  waitingHere:
    'Le serveur est injoignable. Gardez cette page ouverte : votre réponse part dès qu’il y a une connexion.',
  waitingAgain:
    'Vous pouvez fermer cette page. Ouvrez de nouveau le même lien avant la clôture de l’enquête, et l’envoi reprendra.',
  tryNow: 'Essayer maintenant',
  sentTitle: 'Votre réponse est arrivée.',
  thanks: 'Merci.',
  sentRemoved: 'Vos réponses ont été effacées de cet appareil.',
  sentBefore: 'Une réponse a été envoyée depuis cet appareil. Rien n’en est conservé ici.',
  afterNext: 'La suite',
  afterNextText: (when) => `Les résultats s’ouvrent pour toutes les parties le ${when}.`,
  afterThen: 'Ensuite',
  afterThenText: (threshold) =>
    `L’équipe discute de chaque question à ${threshold} ou moins et met par écrit ce qu’elle va changer.`,
  afterYou: 'Vous',
  afterYouText: 'Vous n’avez plus rien à faire. Vous pouvez fermer cette page.',
  alreadyTitle: 'Une réponse venant de ce lien est déjà comptée',
  alreadyText:
    'Chaque lien compte une fois, et la première réponse arrivée fait foi. Elle ne peut plus être modifiée, car personne ne peut la retrouver. Ce que vous avez saisi ici a été effacé.',
  alreadyNotYou:
    'Si ce n’était pas vous, dites-le à la personne qui vous a invité : quelqu’un d’autre avait votre lien.',
  refusedTitle: 'Le serveur n’a pas accepté cette réponse',
  refusedText: 'Rien n’a été compté et rien n’est perdu. Revenez à vos réponses et envoyez de nouveau.',
  refusedBack: 'Revenir à mes réponses',
  refusals: {
    'not-allowed':
      'Le bulletin présent sur cet appareil n’a pas été établi pour cette enquête. Ouvrez votre lien encore une fois.',
    invalid: 'La réponse ne correspond pas aux questions de cette enquête. Ouvrez votre lien encore une fois.',
    'ctp-body-too-large': 'La réponse est trop longue pour être envoyée. Raccourcissez vos commentaires.',
    'cross-site': 'La page a été ouverte d’une façon que le serveur n’accepte pas. Ouvrez votre lien encore une fois.',
  },

  closedTitle: 'Cette enquête est close',
  closedText: (when) => `Elle a été close le ${when}. Les résultats sont ouverts à toutes les parties.`,
  closedEarly: 'Elle a été close avant la date prévue. Les résultats sont ouverts à toutes les parties.',
  closedLate:
    'Votre réponse n’était pas encore arrivée et n’a pas pu être comptée. Elle a été effacée de cet appareil.',
  cancelledTitle: 'Cette enquête a été annulée',
  cancelledText:
    'Aucune réponse n’est plus acceptée, et celles qui avaient été données ont été supprimées sans être vues.',
  /* The code of a room */
  roomTitle: 'À quelle partie appartenez-vous ?',
  roomText:
    'Rien d’autre n’est demandé ici : ni votre nom, ni quoi que ce soit qui dise qui vous êtes. Ce choix ne peut plus être changé ensuite.',
  roomLimits:
    'Un téléphone, une place. Le nombre de places prises est affiché sur l’écran de la salle, pour que chacun puisse compter.',
  roomTake: 'Continuer',
  roomChoose: 'Choisissez d’abord votre partie.',
  roomFull:
    'Toutes les places de cette partie sont prises : autant qu’elle a de personnes dans cette enquête. Dites-le à la personne qui anime la réunion.',
  roomOther: 'Cet appareil a déjà sa place dans une autre partie. Dites-le à la personne qui anime la réunion.',
  roomUnknownTitle: 'Ce code ne mène nulle part',
  roomUnknownText:
    'Il ne donne plus de place. Scannez le code affiché maintenant à l’écran, ou demandez à la personne qui anime la réunion.',

  unknownTitle: 'Nous ne connaissons pas ce lien',
  unknownText:
    'Il a peut-être été coupé lors de la copie, ou remplacé par un plus récent. Ouvrez-le encore une fois depuis votre invitation, ou demandez-en un nouveau à la personne qui vous a invité.',
  expiredTitle: 'Ce lien n’est plus valable',
  expiredText: 'Demandez-en un nouveau à la personne qui vous a invité.',
  offlineTitle: 'Pas de connexion',
  offlineText: 'Les questions n’ont pas pu être chargées. Nous réessayons dès qu’il y a une connexion.',
  troubleTitle: 'Cette page n’a pas pu être chargée',
  troubleText: 'Le problème vient de notre côté. Votre lien reste valable ; réessayez dans un instant.',
};
