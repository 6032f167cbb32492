import { counting } from '../../domain/common/languages.ts';
import type { Words } from './en.ts';

const count = counting('es');
const people = (k: number) => count(k, { one: '# persona', other: '# personas' });

export const es: Words = {
  language: 'Idioma',
  languageTrouble: 'No se pudo cargar este idioma. Elíjalo de nuevo cuando haya conexión.',
  skip: 'Ir al contenido',
  pageTitle: (partnership) => `Encuesta · ${partnership}`,
  sample: 'Ejemplo ficticio: las organizaciones y las personas son inventadas.',
  loading: 'Cargando las preguntas…',

  headings: { relational: '¿Trabajamos bien juntos?' },
  size: (items, n) =>
    `${count(items, { one: '# pregunta', other: '# preguntas' })}, ${count(n, { one: 'alrededor de # minuto', other: 'unos # minutos' })}.`,
  openUntil: (when) => `Abierta hasta el ${when}.`,
  stored: 'Se guarda',
  storedText:
    'Sus respuestas y el grupo en el que responde: su parte, o varias partes pequeñas reunidas. Con ellas, un número que este dispositivo eligió al azar.',
  notStored: 'No se guarda',
  notStoredText:
    'Su nombre, su dirección, su dispositivo o la hora de una respuesta. Las respuestas se guardan separadas de las invitaciones.',
  whoSees: 'Quién lo ve',
  whoSeesText: (k) =>
    `Todas las partes ven lo mismo: promedios de al menos ${people(k)}, nunca la valoración de una sola.`,
  when: 'Cuándo',
  whenText: 'Al cierre, para todos en el mismo segundo. No antes.',
  start: 'Empezar',
  goOn: (item) => `Continuar con la pregunta ${item}`,
  goOnReview: 'Continuar con el resumen',
  startOver: 'Borrar mis respuestas y empezar de nuevo',
  choice: 'Participar es decisión suya.',
  limits: 'De qué no puede protegerle esto',
  limitsList: (k) => [
    [
      'El servidor, mientras usted envía.',
      'Esta ronda es confidencial, no sellada. Su invitación y su respuesta pasan por el mismo servidor, que no anota ninguna relación entre ambas. Usted confía en que quienes lo gestionan no lo modifiquen ni registren nada más.',
    ],
    ['Lo que usted mismo escribe.', 'El estilo, los nombres y los hechos particulares pueden mostrar quién habla.'],
    [
      'Un círculo pequeño.',
      `Los promedios de ${people(k)} ocultan una respuesta individual. Si todas las demás personas comparan las suyas, pueden deducir lo que falta.`,
    ],
    [
      'Si ha abierto este enlace.',
      'Un recordatorio, si se envía, va a quienes no lo han abierto. Quienes organizan ven cuántas personas son, nunca quiénes.',
    ],
    [
      'Su dispositivo y este enlace.',
      'Quien pueda leer su pantalla puede leer sus respuestas. Quien tenga su enlace puede responder en su lugar.',
    ],
  ],

  sealedStoredText:
    'Sus respuestas y el grupo en el que responde: su parte, o varias partes pequeñas reunidas. Con ellas, un número que este dispositivo eligió al azar: su comprobante.',
  sealedNotStoredText:
    'Su nombre, su dirección, su dispositivo o la hora de una respuesta. El servidor firma su papeleta sin verla y después no puede decir de quién era.',
  sealedLine: 'Papeleta sellada: hecha en este dispositivo, firmada sin verla.',
  howLink: '¿Cómo puedo comprobarlo?',
  sealedLimitsList: (k) => [
    [
      'Una página o un servidor modificados.',
      'El sello lo hace esta página. Quienes gestionan el servidor podrían entregar otra página, o anotar quién se conecta en qué momento y comparar. En el enlace de arriba se explica cómo comprobar esta página.',
    ],
    [
      'El dispositivo en el que empieza.',
      'Con su primera valoración, este dispositivo recibe la única papeleta de su enlace. Termine aquí; lo que se pierda con el dispositivo no se puede volver a hacer.',
    ],
    ['Lo que usted mismo escribe.', 'El estilo, los nombres y los hechos particulares pueden mostrar quién habla.'],
    [
      'Un círculo pequeño.',
      `Los promedios de ${people(k)} ocultan una respuesta individual. Si todas las demás personas comparan las suyas, pueden deducir lo que falta.`,
    ],
    [
      'Su comprobante.',
      'Muestra que su papeleta se contó, no lo que usted dijo. Quien lo vea sabrá que ha respondido: guárdelo para usted.',
    ],
  ],
  unsealedLine:
    'Esta dirección no tiene conexión segura, por lo que este dispositivo no puede sellar una papeleta. En su lugar responde de forma confidencial, como permite esta ronda.',
  insecureTitle: 'Este dispositivo no puede sellar aquí una papeleta',
  insecureText:
    'Las papeletas de esta ronda se sellan en su navegador, y los navegadores solo lo hacen con una conexión segura (https).',
  insecureDo:
    'Pida a quien le invitó un enlace que empiece por https, o abra el suyo donde está alojada la encuesta. Su enlace sigue siendo válido.',
  keyTitle: 'Esta urna no es la que indica su enlace',
  keyText:
    'Su enlace termina con una marca de la clave para la que se sellan las papeletas de su grupo. El servidor mostró otra, por lo que esta página no continúa: no se ha respondido nada y no se ha enviado nada.',
  keyDo:
    'Abra una vez más el enlace de su invitación. Si esto vuelve a aparecer, avise a quien le invitó y a sus colegas.',
  elsewhereTitle: 'Su papeleta está en otro dispositivo',
  elsewhereText:
    'Cada enlace recibe una papeleta sellada, y la de este enlace se entregó donde usted empezó: en otro dispositivo, en otro navegador o en una ventana privada.',
  elsewhereDo: 'Termine allí. Si no fue usted, avise a quien le invitó: otra persona tenía su enlace.',
  noneLeftTitle: 'No queda ninguna papeleta para este enlace',
  noneLeftText:
    'En su grupo se entregaron tantas papeletas como personas fueron consultadas. Alguien ha tomado más de una, y los resultados lo dirán si las cuentas no cuadran.',
  noneLeftDo: 'Avise a quien le invitó.',
  postingTitle: 'Su papeleta está en camino',
  postingText:
    'Sale en los próximos diez segundos, en un momento elegido al azar: así la hora dice menos sobre de quién es. Después aparece aquí su comprobante.',
  postingLeave: 'Puede irse: al cerrar esta página se envía de inmediato, y su próxima visita lo asegura.',
  receipt: 'Su comprobante',
  receiptText:
    'Después del cierre encontrará este código en la lista publicada: su papeleta se contó. Muestra que respondió, no qué. Guárdelo para usted.',
  receiptKept: 'Se conserva en este dispositivo. Abra el mismo enlace después del cierre y esta página lo buscará.',
  copy: 'Copiar',
  copied: 'Copiado',
  foundTitle: 'Su papeleta se contó',
  foundText: (n) =>
    `Su comprobante está en la lista de las papeletas contadas (${count(n, { one: '# papeleta', other: '# papeletas' })}). Los resultados están abiertos a todas las partes.`,
  missingTitle: 'Su comprobante no está en la lista',
  missingText:
    'Falta en la lista de papeletas contadas, aunque el servidor dijo que había tomado su respuesta. Muestre el comprobante a quien le invitó: esto no debe ocurrir.',
  searching: 'Buscando su comprobante…',
  listLink: 'La lista de comprobantes',

  howTitle: '¿Cómo puedo comprobarlo?',
  howIntro:
    'Una papeleta sellada funciona como un voto por correo con dos sobres: la oficina sella el interior sin abrirlo y más tarde cuenta sobres interiores que llevan su sello y ningún nombre.',
  howSteps: [
    [
      'Su dispositivo hace la papeleta.',
      'Un número al azar y el nombre de su grupo. Antes de salir se cubre con un segundo número al azar.',
    ],
    [
      'El servidor firma la cubierta.',
      'Sabe por su enlace quién la pide y firma una vez por enlace. Lo que firma es para él solo ruido.',
    ],
    [
      'Su dispositivo quita la cubierta.',
      'Queda una firma que vale para su papeleta y que el servidor nunca ha visto.',
    ],
    [
      'Sus respuestas entran sin su enlace.',
      'Con la papeleta, sin cookies ni nombre, siempre del mismo tamaño. La misma papeleta cuenta una vez.',
    ],
  ],
  howChecksTitle: 'Lo que usted mismo puede comprobar',
  howChecks: [
    [
      'La clave.',
      'Su enlace termina con un punto y 22 letras. Son las mismas para todo su grupo y figuran en la página de la ronda. Una clave solo para usted haría reconocible su papeleta.',
    ],
    [
      'Su comprobante.',
      'Al cierre se publican todos los comprobantes, ordenados. Abra de nuevo su enlace y esta página buscará el suyo en su dispositivo; nadie se entera de cuál buscó.',
    ],
    [
      'La cuenta.',
      'Junto a los resultados figura cuántas papeletas se entregaron a cada grupo y cuántas se contaron. Si hay más respuestas que papeletas, se dice.',
    ],
    [
      'Esta página.',
      'Su código es abierto. La página de la ronda muestra una huella de los archivos que carga su navegador; las notas de la versión dicen cómo compararla con el código publicado.',
    ],
  ],
  howNotTitle: 'De qué no protege esto',
  howNot: [
    [
      'De quienes gestionan el servidor y quieren saberlo.',
      'Podrían entregar una página modificada, o anotar direcciones y momentos: quién tomó una papeleta a las 10:01 y qué respuesta llegó a las 10:06. Dos servidores gestionados por personas distintas lo hacen más difícil.',
    ],
    ['De papeletas inventadas por quienes tienen la clave.', 'Solo la cuenta las muestra, y solo si responden todos.'],
    ['De un círculo pequeño.', 'Si todas las demás personas comparan sus respuestas, pueden deducir lo que falta.'],
    [
      'De lo que usted escribe y de quien mira.',
      'El estilo muestra quién escribe. Alguien detrás de usted, o un programa en su dispositivo, ve lo que responde.',
    ],
    ['De la presión.', 'El comprobante demuestra que participó, no lo que dijo. Aun así, alguien podría pedir verlo.'],
  ],
  howProtocol:
    'Para quien quiera leerlo: RFC 9474, RSABSSA-SHA384-PSS-Randomized, 3072 bits, una clave por ronda y grupo, destruida al cierre.',

  itemOf: (item, items) => `Pregunta ${item} de ${items}`,
  progress: (done, items) => `Progreso: ${done} de ${items} preguntas respondidas`,
  minutesLeft: (n) =>
    n === 0 ? 'casi listo' : count(n, { one: 'queda alrededor de # minuto', other: 'quedan unos # minutos' }),
  cantSay: 'No sabría decirlo',
  back: 'Atrás',
  next: 'Siguiente',
  kept: 'Se conserva en este dispositivo hasta que lo envíe. Funciona también sin conexión.',
  keptHere: 'Su navegador no guarda nada para nosotros: deje esta página abierta hasta que haya enviado.',

  wordsTitle: 'Con sus propias palabras',
  optional: 'opcional',
  wordsRule: (k) =>
    `Lo que escriba se muestra palabra por palabra a todas las partes, en orden aleatorio y sin parte ni fecha, cuando ${people(k)} hayan respondido por escrito a la misma pregunta y hayan participado ${2 * k}. Si no, nadie lo ve.`,
  wordsWarn: 'Escriba de modo que pudiera venir de cualquiera: sin nombres, tampoco el suyo.',
  wordsNamed: 'Esto podría mostrar quién escribe o de quién se trata. ¿Serviría la frase sin el nombre o el número?',
  lettersLeft: (n) => count(n, { one: 'queda # carácter', other: 'quedan # caracteres' }),

  guessTitle: (others) => `¿Y ${others}?`,
  guessText: (others, k) =>
    `Si lo desea: ¿cómo cree que respondieron las personas de ${others}? Lo que suponga se guarda igual que sus respuestas y solo se muestra como promedio de al menos ${people(k)}, junto a lo que ellas dijeron.`,
  guessSkip: 'Omitir',
  guessClear: 'Borrar mis suposiciones',
  guessed: (n) => count(n, { one: '# suposición', other: '# suposiciones' }),

  reviewTitle: 'Antes de enviar',
  rated: (n) => count(n, { one: '# valoración', other: '# valoraciones' }),
  cantSayCount: (n) => `${n} «no sabría decirlo»`,
  written: (n) => count(n, { one: '# comentario', other: '# comentarios' }),
  openCount: (n) => count(n, { one: '# pregunta sin responder', other: '# preguntas sin responder' }),
  openHint: 'Si envía ahora, cuentan como «no sabría decirlo».',
  answers: 'Sus respuestas',
  change: (item) => `Cambiar: ${item}`,
  notAnswered: 'sin responder',
  send: 'Enviar',
  sendOnce: 'Puede enviar una sola vez. Después nadie puede cambiar nada.',
  nothingToSend: 'Valore al menos una pregunta o escriba un comentario; entonces podrá enviar.',

  sending: 'Enviando…',
  waitingTitle: 'Aún no se ha enviado',
  waitingText:
    'No podemos comunicarnos con el servidor. Su respuesta está completa y se conserva en este dispositivo; se enviará en cuanto haya conexión.',
  waitingHere:
    'No podemos comunicarnos con el servidor. Deje esta página abierta: su respuesta se enviará en cuanto haya conexión.',
  waitingAgain:
    'Puede cerrar esta página. Abra de nuevo el mismo enlace antes de que cierre la ronda y el envío continuará.',
  tryNow: 'Intentar ahora',
  sentTitle: 'Su respuesta ha llegado.',
  thanks: 'Gracias.',
  sentRemoved: 'Sus respuestas se han borrado de este dispositivo.',
  sentBefore: 'Desde este dispositivo se envió una respuesta. Aquí no se conserva nada de ella.',
  afterNext: 'A continuación',
  afterNextText: (when) => `Los resultados se abren para todas las partes el ${when}.`,
  afterThen: 'Después',
  afterThenText: (threshold) =>
    `El equipo habla de cada pregunta con ${threshold} o menos y pone por escrito qué va a cambiar.`,
  afterYou: 'Usted',
  afterYouText: 'No tiene que hacer nada más. Puede cerrar esta página.',
  alreadyTitle: 'Ya se ha contado una respuesta de este enlace',
  alreadyText:
    'Cada enlace cuenta una vez y vale la primera respuesta que llegó. No se puede cambiar, porque nadie puede volver a encontrarla. Lo que usted introdujo aquí se ha borrado.',
  alreadyNotYou: 'Si no fue usted, avise a quien le invitó: otra persona tenía su enlace.',
  refusedTitle: 'El servidor no ha aceptado esta respuesta',
  refusedText: 'No se ha contado nada y no se ha perdido nada. Vuelva a sus respuestas y envíe de nuevo.',
  refusedBack: 'Volver a mis respuestas',
  refusals: {
    'not-allowed': 'La papeleta de este dispositivo no corresponde a esta encuesta. Abra su enlace una vez más.',
    invalid: 'La respuesta no encaja con las preguntas de esta encuesta. Abra su enlace una vez más.',
    'ctp-body-too-large': 'La respuesta es demasiado larga para enviarla. Acorte lo que escribió con sus palabras.',
    'cross-site': 'La página se abrió de un modo que el servidor no acepta. Abra su enlace una vez más.',
  },

  closedTitle: 'Esta ronda está cerrada',
  closedText: (when) => `Se cerró el ${when}. Los resultados están abiertos a todas las partes.`,
  closedEarly: 'Se cerró antes de la fecha prevista. Los resultados están abiertos a todas las partes.',
  closedLate: 'Su respuesta no había llegado para entonces y no se pudo contar. Se ha borrado de este dispositivo.',
  cancelledTitle: 'Esta ronda se ha cancelado',
  cancelledText: 'No se admiten respuestas, y las ya dadas se han eliminado sin que nadie las viera.',
  /* The code of a room */
  roomTitle: '¿A qué parte pertenece usted?',
  roomText:
    'Aquí no se pregunta nada más: ni su nombre ni nada que diga quién es. La elección no se puede cambiar después.',
  roomLimits:
    'Un teléfono, un puesto. En la pantalla de la sala figura cuántos puestos están ocupados, para que todos puedan contar.',
  roomTake: 'Continuar',
  roomChoose: 'Elija primero su parte.',
  roomFull:
    'Todos los puestos de esta parte están ocupados: tantos como personas tiene en esta ronda. Dígaselo a quien dirige la reunión.',
  roomOther: 'Este dispositivo ya tiene su puesto en otra parte. Dígaselo a quien dirige la reunión.',
  roomUnknownTitle: 'Este código no lleva a ninguna parte',
  roomUnknownText:
    'Con él ya no se dan puestos. Escanee el código que está ahora en la pantalla, o pregunte a quien dirige la reunión.',

  unknownTitle: 'No conocemos este enlace',
  unknownText:
    'Quizá se cortó al copiarlo o se sustituyó por otro más reciente. Ábralo una vez más desde su invitación, o pida uno nuevo a quien le invitó.',
  expiredTitle: 'Este enlace ya no es válido',
  expiredText: 'Pida uno nuevo a quien le invitó.',
  offlineTitle: 'Sin conexión',
  offlineText: 'No se pudieron cargar las preguntas. Lo intentaremos de nuevo en cuanto haya conexión.',
  troubleTitle: 'No se pudo cargar esta página',
  troubleText: 'El problema es nuestro. Su enlace sigue siendo válido; inténtelo de nuevo en un momento.',
};
