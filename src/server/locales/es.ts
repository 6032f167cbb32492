import type { Letters } from './letters.ts';

export const es: Letters = {
  mail: {
    hello: 'Buenos días, {{name}}:',
    copy: 'Si el botón no funciona, copie esta dirección en su navegador:',
    invitation: {
      subject: '{{inviter}} le invita a {{partnership}}',
      body: '{{inviter}} ({{party}}) está creando un lugar común para la alianza «{{partnership}}» y ha indicado su nombre por parte de {{myParty}}, con la función siguiente: {{role}}. Allí ambas partes ven lo mismo, al mismo tiempo. {{myParty}} participa desde que acepta una persona suya.',
      action: 'Ver la invitación',
      expires: 'El enlace es solo para usted y funciona hasta el {{date}}.',
    },
    round: {
      subject: '¿Trabajamos bien juntos? {{partnership}}',
      body: '{{partnership}} quiere saber si todos ustedes trabajan bien juntos: {{items}} preguntas, unos tres minutos, sin necesidad de cuenta.',
      promise:
        'Sus respuestas son confidenciales: se guardan separadas de esta invitación, sin su nombre, dirección ni hora. Nadie ve resultados antes del cierre; después, todas las partes ven en el mismo segundo promedios de al menos {{k}} personas.',
      sealed:
        'Su papeleta está sellada: la hace su dispositivo, el servidor la firma sin verla y sus respuestas vuelven sin su enlace, nombre ni dirección. Nadie ve resultados antes del cierre; después, todas las partes ven en el mismo segundo promedios de al menos {{k}} personas.',
      key: 'Clave de la urna de su grupo: {{key}}. Su enlace termina con ella, igual que el de todas las personas de su grupo. Si los de ellas terminan de otro modo, avísense y no respondan.',
      action: 'Responder ahora',
      open: 'Abierta hasta el {{date}}. Participar es decisión suya.',
    },
    reminder: {
      subject: 'Sigue abierta: ¿trabajamos bien juntos? {{partnership}}',
      body: 'A {{partnership}} le gustaría conocer su opinión: {{items}} preguntas, unos tres minutos, sin necesidad de cuenta. Abierta hasta el {{date}}.',
      ignore:
        'Si ya ha respondido, gracias; no tenga en cuenta este mensaje: se envía sin mirar quién ha respondido. Participar es decisión suya.',
      stop: 'No recibir más recordatorios de esta encuesta',
    },
    skipped: {
      subject: 'No se abrió ninguna encuesta: {{partnership}}',
      body: 'Estaba prevista una encuesta de {{partnership}} para el {{due}}. No se pudo abrir y no se preguntó a nadie. El motivo figura junto al plan.',
      next: 'La próxima fecha del plan es el {{next}}. Hasta entonces puede abrir una encuesta usted mismo.',
      action: 'Ver el plan',
    },
    results: {
      subject: 'Los resultados están abiertos: {{partnership}}',
      body_one: 'Se ha cerrado la ronda {{number}} de {{partnership}}. Conviene hablar de una pregunta.',
      body_many: 'Se ha cerrado la ronda {{number}} de {{partnership}}. Conviene hablar de {{count}} preguntas.',
      body_other: 'Se ha cerrado la ronda {{number}} de {{partnership}}. Conviene hablar de {{count}} preguntas.',
      same: 'Desde este momento todas las partes ven los mismos resultados.',
      action: 'Ver los resultados',
    },
    action: {
      soon: {
        subject: 'Vence el {{date}}: {{action}}',
        body: 'Usted se comprometió a esto en {{partnership}}: «{{action}}». Vence el {{date}}.',
      },
      late: {
        subject: 'La fecha ha pasado: {{action}}',
        body: 'Usted se comprometió a esto en {{partnership}}: «{{action}}». Vencía el {{date}} y sigue pendiente.',
      },
      change:
        'Si está hecho, indíquelo allí. Si no se puede cumplir la fecha, elija otra: la ven todas las partes, y eso es mejor que el silencio.',
      open: 'Abrir mis acciones',
    },
    resultsLink: {
      subject: '{{sender}} le muestra resultados de {{partnership}}',
      body: '{{sender}} ({{party}}) le da a leer los resultados de la ronda {{round}} de {{partnership}}: cómo se trabaja allí en conjunto, tal como lo ven todas las partes. No necesita cuenta.',
      action: 'Leer los resultados',
      expires:
        'El enlace es solo para usted y funciona hasta el {{date}}. El día en que se abrió por última vez se muestra a los responsables de la alianza.',
    },
    dialogue: {
      invited: {
        subject: '{{caller}} le propone un diálogo con nombres: {{partnership}}',
        body: '{{caller}} pide a {{names}} que respondan, con su nombre, a las mismas preguntas sobre cómo trabajan juntos. Puede aceptar o rechazar hasta el {{date}}.',
        rule: 'Solo se celebra si todas las personas nombradas aceptan y responden. Entonces cada una ve en el mismo momento las respuestas de todas, con nombres. Nadie más ve que existe un diálogo. Si alguien lo rechaza, no se muestra ninguna respuesta a nadie.',
        action: 'Leer y decidir',
      },
      consented: {
        subject: 'Todos han aceptado: {{partnership}}',
        body: '{{names}} han aceptado el diálogo con nombres. Ya se puede responder, hasta el {{date}}.',
        rule: 'Nadie ve una respuesta antes de que se envíe la última; entonces todos ustedes las ven todas, con nombres.',
        action: 'Responder ahora',
      },
      opened: {
        subject: 'El diálogo está abierto: {{partnership}}',
        body: '{{names}} han respondido. Desde este momento cada uno de ustedes ve las respuestas de todos.',
        rule: 'Empiecen por lo que ven de forma más distinta y pregunten antes de explicar.',
        action: 'Ver las respuestas',
      },
      ended: {
        subject: 'El diálogo ha terminado: {{partnership}}',
        declined: '{{who}} no participa en el diálogo con nombres de {{names}}, por lo que no se celebra.',
        withdrawn: '{{who}} ha retirado su acuerdo para el diálogo con nombres de {{names}}, por lo que no se celebra.',
        deadline:
          'Hasta el {{date}} no habían respondido todas las personas del diálogo con nombres de {{names}}, por lo que no se abre.',
        left: '{{who}} ha dejado la alianza, por lo que el diálogo con nombres de {{names}} no se celebra.',
        rule: 'No se ha mostrado ninguna respuesta a nadie, y las que se dieron se han eliminado.',
        action: 'Ver qué ha ocurrido',
      },
    },
    document: {
      read: 'Leer y decidir',
      open: 'Abrir el documento',
      proposed: {
        subject: 'Se pide su acuerdo: {{document}}',
        body: '{{who}} ({{party}}) ha propuesto la versión {{number}} de «{{document}}» en {{partnership}}. Usted firma por su parte. Puede ratificarla hasta el {{date}}.',
        rule: 'No obliga a nadie hasta que cada parte la haya ratificado: {{parties}}. Si la rechaza, diga por qué; el borrador queda entonces abierto de nuevo.',
      },
      reminder: {
        subject: 'Aún se espera su acuerdo: {{document}}',
        body: 'La versión {{number}} de «{{document}}» en {{partnership}} espera a su parte. {{who}} ({{party}}) le pide que la lea. Puede ratificarla hasta el {{date}}.',
        rule: 'No obliga a nadie hasta que cada parte la haya ratificado: {{parties}}. Si la rechaza, diga por qué; el borrador queda entonces abierto de nuevo.',
      },
      'in-force': {
        subject: 'En vigor: {{document}}',
        body: 'Cada parte ha ratificado la versión {{number}} de «{{document}}»: {{parties}}. Está en vigor para todas desde este momento.',
        rule: 'Guarde esta carta. Eslabón {{position}} de la cadena de {{partnership}}, cabeza {{hash}}, firma {{signature}}. Con ella se puede comprobar más tarde que nada se ha cambiado.',
      },
      joined: {
        subject: '{{party}} se ha sumado: {{document}}',
        body: '{{who}} ha ratificado la versión {{number}} de «{{document}}» en {{partnership}} por {{party}}, que queda obligada desde este momento.',
        rule: 'Guarde esta carta. Eslabón {{position}} de la cadena de {{partnership}}, cabeza {{hash}}, firma {{signature}}. Con ella se puede comprobar más tarde que nada se ha cambiado.',
      },
      declined: {
        subject: 'Rechazado: {{document}}',
        body: '{{who}} ({{party}}) ha rechazado la versión {{number}} de «{{document}}» en {{partnership}}, por esta razón: «{{reason}}»',
        rule: 'Lo que estaba en vigor sigue en vigor. El borrador está abierto de nuevo, para todos.',
      },
      withdrawn: {
        subject: 'Retirado: {{document}}',
        body: '{{who}} ({{party}}) ha retirado la versión {{number}} de «{{document}}» en {{partnership}}. Nadie tiene que decidir ya sobre ella.',
        rule: 'Lo que estaba en vigor sigue en vigor. El borrador está abierto de nuevo, para todos.',
      },
      expired: {
        subject: 'Ha pasado el plazo para ratificar: {{document}}',
        body: 'La versión {{number}} de «{{document}}» en {{partnership}} no fue ratificada por cada parte hasta el {{date}}.',
        rule: 'Lo que estaba en vigor sigue en vigor. El borrador está abierto de nuevo y puede proponerse otra vez.',
      },
    },
    briefing: {
      first: {
        subject: 'Su presentación: {{partnership}}',
        body: 'Para qué existe {{partnership}}, cómo quieren tratarse las personas y cómo se decide está acordado y en vigor. Lo hemos reunido para usted; también para leer en un teléfono (unos {{minutes}} min).',
      },
      changed: {
        subject: 'Novedades en su presentación: {{partnership}}',
        body_one:
          'Una parte de su presentación de {{partnership}} es nueva o ha cambiado desde que la leyó. Lo que ya leyó sigue leído.',
        body_many:
          '{{count}} partes de su presentación de {{partnership}} son nuevas o han cambiado desde que las leyó. Lo que ya leyó sigue leído.',
        body_other:
          '{{count}} partes de su presentación de {{partnership}} son nuevas o han cambiado desde que las leyó. Lo que ya leyó sigue leído.',
      },
      reminder: {
        subject: 'Por leer todavía: {{partnership}}',
        body_one: 'Queda por leer una parte de su presentación de {{partnership}}. Puede seguir donde lo dejó.',
        body_many:
          'Quedan por leer {{count}} partes de su presentación de {{partnership}}. Puede seguir donde lo dejó.',
        body_other:
          'Quedan por leer {{count}} partes de su presentación de {{partnership}}. Puede seguir donde lo dejó.',
      },
      rule: 'Usted confirma cada parte cuando la ha leído. Los demás ven cuántas personas están informadas; los responsables y patrocinadores de su propia parte ven también quiénes.',
      action: 'Leer su presentación',
      stop: 'No recibir más mensajes sobre esta presentación',
    },
    parting: {
      open: 'Abrir la asociación',
      leaving: {
        subject: '{{party}} se va el {{date}}: {{partnership}}',
        body: '{{party}} ha anunciado que deja {{partnership}}. Su último día es {{date}}.',
        rule: 'Hasta que termine ese día todo sigue como antes, y se puede retirar. Lo que está en vigor sigue en vigor entre quienes permanecen. Cada parte puede llevarse una copia completa en cualquier momento.',
      },
      staying: {
        subject: '{{party}} se queda: {{partnership}}',
        body: '{{party}} ha retirado el anuncio de dejar {{partnership}} el {{date}}.',
        rule: 'Todo sigue como antes.',
      },
      left: {
        subject: '{{party}} se ha ido: {{partnership}}',
        body: 'El último día de {{party}} en {{partnership}} fue {{date}}. Sus personas ya no están aquí.',
        rule: 'Lo que se le había propuesto ha terminado; lo que está en vigor sigue en vigor entre quienes permanecen. Los resultados y el registro quedan como están.',
        kept: 'La copia completa de todo lo que su parte veía se guarda para usted durante {{days}} días. Inicie sesión y llévesela desde su primera página.',
      },
    },
    roles: {
      sponsor: 'patrocinio',
      lead: 'dirección de la alianza',
      member: 'miembro',
      facilitator: 'facilitación',
      observer: 'observación',
    },
  },
  stop: {
    title: 'Recordatorios de esta encuesta',
    on: 'Recibe recordatorios mientras la encuesta está abierta. Su invitación queda como está: puede responder o no.',
    stop: 'Detener los recordatorios',
    stoppedTitle: 'Los recordatorios se han detenido',
    stopped: 'Ya no recibe recordatorios de esta encuesta. Su invitación sigue siendo válida hasta el cierre.',
    again: 'Volver a recibir recordatorios',
    nothingTitle: 'No hay nada que detener',
    nothing: 'Esta encuesta ha terminado, o la dirección no está completa. No llegará ningún recordatorio.',
    private: 'Lo que elija aquí no se muestra a nadie.',
    languages: 'Otros idiomas',
  },
  stopBriefing: {
    title: 'Mensajes sobre una presentación',
    on: 'Recibe un mensaje cuando hay algo nuevo que leer en esta presentación, y dos recordatorios como mucho. La presentación sigue donde está.',
    stoppedTitle: 'Los mensajes se han detenido',
    stopped:
      'Ya no recibe mensajes sobre esta presentación. Sigue donde está, y el inicio muestra lo que queda por leer.',
    nothingTitle: 'No hay nada que detener',
    nothing: 'Ha dejado esta asociación o la dirección no está completa. No llegará ningún mensaje.',
  },
};
