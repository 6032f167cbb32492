import type { Words } from './en.ts';

const NUMBERS = ['Ninguna', 'Una', 'Dos', 'Tres', 'Cuatro', 'Cinco', 'Seis', 'Siete', 'Ocho', 'Nueve', 'Diez'];

export const es: Words = {
  language: 'Idioma',
  languageTrouble: 'No se pudo cargar este idioma. Elíjalo de nuevo cuando haya conexión.',
  skip: 'Ir al contenido',
  site: 'Sitio',
  title: 'Evaluación de 60 segundos',
  signIn: 'Iniciar sesión',
  open: 'Abrir Entente',

  heading: '¿Se cuida bien su alianza?',
  lead: 'Diez preguntas, sí o no. En sesenta segundos ve qué hay ya entre usted y su socio, y qué remediaría lo demás.',
  start: 'Empezar',
  facts: [
    [
      'Se guarda',
      'Nada. Sus respuestas están en la dirección de esta página, en la parte que ningún servidor recibe, hasta que usted la comparta.',
    ],
    ['Cuenta', 'No hace falta.'],
    [
      'Para',
      'Alianzas, empresas conjuntas, programas público-privados, sindicatos y dirección, departamentos: quienes tienen que lograrlo juntos.',
    ],
  ],
  about: 'Qué es Entente',
  aboutText:
    'Software libre para gestionar la relación en una alianza (PRM): para las personas de ambos lados, cuyo éxito depende de cómo trabajan juntas.',
  does: [
    [
      'Medir la relación',
      'Quince preguntas, tres minutos, en un teléfono y sin cuenta. Las respuestas son confidenciales.',
    ],
    [
      'Verla juntos',
      'Los resultados se abren para todas las partes en el mismo segundo. Ninguna cifra representa a menos personas de las prometidas.',
    ],
    [
      'Remediar lo que está bajo',
      'Se habla de cada pregunta con 3,0 o menos, y la ronda siguiente muestra si se ha recuperado.',
    ],
  ],
  newAccount: 'Crear una cuenta',
  have: 'Para trabajar en Entente:',

  questionOf: (number, of) => `Pregunta ${number} de ${of}`,
  progress: (done, of) => `Progreso: ${done} de ${of} respondidas`,
  yes: 'Sí',
  no: 'No',
  yesKey: 'S',
  noKey: 'N',
  back: 'Atrás',
  skipQuestion: 'Saltar',
  next: 'Siguiente',
  keys: 'Teclas: S y N, flechas para retroceder y avanzar, U para deshacer.',
  given: (number, answer) => `Pregunta ${number}: ${answer.toLowerCase()}.`,
  undo: 'Deshacer',

  resultTitle: (score, of) => `Resultado: ${score} de ${of}`,
  kicker: 'Evaluación de 60 segundos · resultado',
  ofTen: (of) => `de ${of}`,
  standing: {
    'in-place': 'Hay un programa de PRM.',
    'not-in-place': 'Todavía no hay un programa de PRM.',
    undecided: 'Aún no está decidido.',
  },
  parts: (yes, open) => {
    const there =
      yes === 10
        ? 'Están sus diez partes.'
        : `${yes === 0 ? 'No está ninguna' : yes === 1 ? 'Está una' : `Están ${(NUMBERS[yes] ?? '').toLowerCase()}`} de sus diez partes.`;
    if (open === 0) return there;
    return `${there} ${open === 1 ? 'Queda una pregunta abierta' : `Quedan ${(NUMBERS[open] ?? '').toLowerCase()} preguntas abiertas`}.`;
  },
  rule: (noes) =>
    `La gestión de la relación en una alianza (PRM) está establecida con dos respuestas «no» como máximo. A partir de tres, la relación depende de la suerte y de las personas que se quedan. Número de «no» aquí: ${noes === 0 ? 'ninguno' : noes === 1 ? 'uno' : (NUMBERS[noes] ?? '').toLowerCase()}.`,
  yourAnswers: 'Las diez respuestas',
  answerAt: (number, answer) => `${number}: ${answer.toLowerCase()}. Cambiar`,
  openAnswer: 'sin responder',
  keep: 'Guardar este resultado',
  keepHint: 'En el programa de su organización, para compararlo con el siguiente. Inicie sesión o cree una cuenta.',
  keepHintSignedIn: 'En el programa de su organización, para compararlo con el siguiente.',
  print: 'Imprimir',
  again: 'Empezar de nuevo',
  noes: 'Qué significa cada «no» y qué lo remedia',
  noNoes: 'Nada que remediar: ninguna respuesta fue «no».',
  opens: 'Sin responder',
  answerNow: 'Responder',
  yeses: 'Lo que ya hacen',
  shareTitle: 'Compartir este resultado',
  shareText:
    'El enlace lleva las respuestas detrás de «#». Quien lo tiene ve esta página; nada se guarda en ningún sitio.',
  link: 'Enlace',
  copy: 'Copiar',
  copied: 'Copiado',
  share: 'Compartir',
  printed: (day) => `Evaluación de 60 segundos, impresa el ${day}. El resultado como página:`,
  promise: 'Se ha calculado en esta página. No se ha enviado ni guardado nada, y no hace falta cuenta.',

  broken: {
    incomplete: {
      title: 'Este enlace está cortado',
      text: 'Falta una parte de las respuestas, como ocurre cuando un enlace se parte en dos líneas. Pida el enlace completo o responda usted mismo a las preguntas.',
    },
    newer: {
      title: 'Este enlace viene de una versión más reciente de Entente',
      text: 'Contiene respuestas a preguntas distintas de las de aquí. Ábralo donde se creó o responda aquí a las preguntas.',
    },
    unreadable: {
      title: 'Este enlace no se puede leer',
      text: 'Se modificó por el camino; en lugar de un resultado falso no se muestra ninguno. Pídalo una vez más o responda usted mismo a las preguntas.',
    },
  },
  take: 'Hacer la evaluación',
  foot: 'Software libre. Hecho para las personas de ambos lados de una alianza.',
};
