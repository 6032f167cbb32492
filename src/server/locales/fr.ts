import type { Letters } from './letters.ts';

export const fr: Letters = {
  mail: {
    hello: 'Bonjour {{name}},',
    copy: 'Si le bouton ne fonctionne pas, copiez cette adresse dans votre navigateur :',
    invitation: {
      subject: '{{inviter}} vous invite à rejoindre {{partnership}}',
      body: '{{inviter}} ({{party}}) met en place un espace commun pour le partenariat « {{partnership}} » et a indiqué votre nom pour {{myParty}}, avec le rôle suivant : {{role}}. Les deux côtés y voient la même chose, au même moment. {{myParty}} en fait partie dès qu’une personne de chez elle accepte.',
      action: 'Voir l’invitation',
      expires: 'Ce lien n’est destiné qu’à vous et reste valable jusqu’au {{date}}.',
    },
    round: {
      subject: 'Travaillons-nous bien ensemble ? {{partnership}}',
      body: '{{partnership}} souhaite savoir si vous travaillez bien tous ensemble : {{items}} questions, environ trois minutes, sans compte.',
      promise:
        'Vos réponses sont confidentielles : elles sont conservées à part de cette invitation, sans votre nom, votre adresse ni l’heure. Personne ne voit de résultat avant la clôture ; toutes les parties voient ensuite, à la même seconde, des moyennes d’au moins {{k}} personnes.',
      sealed:
        'Votre bulletin est scellé : votre appareil l’établit, le serveur le signe sans le voir, et vos réponses reviennent sans votre lien, votre nom ni votre adresse. Personne ne voit de résultat avant la clôture ; toutes les parties voient ensuite, à la même seconde, des moyennes d’au moins {{k}} personnes.',
      key: 'Clé de l’urne de votre groupe : {{key}}. Votre lien se termine par elle, comme celui de toutes les personnes de votre groupe. Si les leurs diffèrent, dites-le-vous et ne répondez pas.',
      action: 'Répondre maintenant',
      open: 'Enquête ouverte jusqu’au {{date}}. Vous êtes libre de participer ou non.',
    },
    reminder: {
      subject: 'Toujours ouvert : travaillons-nous bien ensemble ? {{partnership}}',
      body: '{{partnership}} aimerait avoir votre avis : {{items}} questions, environ trois minutes, sans compte. Enquête ouverte jusqu’au {{date}}.',
      ignore:
        'Si vous avez déjà répondu, merci ; ne tenez pas compte de ce message : il est envoyé sans regarder qui a répondu. Vous êtes libre de participer ou non.',
      stop: 'Ne plus recevoir de rappels pour cette enquête',
    },
    skipped: {
      subject: 'Aucune enquête n’a été ouverte : {{partnership}}',
      body: 'Une enquête de {{partnership}} était prévue pour le {{due}}. Elle n’a pas pu être ouverte, et personne n’a été interrogé. La raison figure à côté du calendrier.',
      next: 'La prochaine date du calendrier est le {{next}}. D’ici là, vous pouvez ouvrir une enquête vous-même.',
      action: 'Voir le calendrier',
    },
    results: {
      subject: 'Les résultats sont ouverts : {{partnership}}',
      body_one: 'L’enquête {{number}} de {{partnership}} est close. Une question mérite que vous en parliez.',
      body_many: 'L’enquête {{number}} de {{partnership}} est close. {{count}} questions méritent que vous en parliez.',
      body_other:
        'L’enquête {{number}} de {{partnership}} est close. {{count}} questions méritent que vous en parliez.',
      same: 'Toutes les parties voient désormais les mêmes résultats.',
      action: 'Voir les résultats',
    },
    action: {
      soon: {
        subject: 'À faire pour le {{date}} : {{action}}',
        body: 'Vous vous y êtes engagé dans {{partnership}} : « {{action}} ». L’échéance est le {{date}}.',
      },
      late: {
        subject: 'La date est passée : {{action}}',
        body: 'Vous vous y êtes engagé dans {{partnership}} : « {{action}} ». L’échéance était le {{date}} et l’action est encore ouverte.',
      },
      change:
        'Si c’est fait, indiquez-le. Si la date ne peut pas être tenue, choisissez-en une autre : toutes les parties la voient, et cela vaut mieux que le silence.',
      open: 'Ouvrir mes actions',
    },
    resultsLink: {
      subject: '{{sender}} vous montre des résultats de {{partnership}}',
      body: '{{sender}} ({{party}}) vous donne à lire les résultats de l’enquête {{round}} de {{partnership}} : comment on y travaille ensemble, tel que toutes les parties le voient. Vous n’avez pas besoin de compte.',
      action: 'Lire les résultats',
      expires:
        'Ce lien n’est destiné qu’à vous et reste valable jusqu’au {{date}}. Le jour de sa dernière ouverture est montré aux responsables du partenariat.',
    },
    dialogue: {
      invited: {
        subject: '{{caller}} vous invite à un dialogue nominatif : {{partnership}}',
        body: '{{caller}} demande à {{names}} de répondre, en leur nom, aux mêmes questions sur votre façon de travailler ensemble. Vous pouvez accepter ou refuser jusqu’au {{date}}.',
        rule: 'Il n’a lieu que si toutes les personnes nommées acceptent et répondent. Chacune voit alors au même moment les réponses de toutes, avec les noms. Personne d’autre ne voit qu’il y a un dialogue. Si quelqu’un refuse, aucune réponse n’est montrée à personne.',
        action: 'Lire et décider',
      },
      consented: {
        subject: 'Tout le monde a accepté : {{partnership}}',
        body: '{{names}} ont accepté le dialogue nominatif. Vous pouvez répondre dès maintenant, jusqu’au {{date}}.',
        rule: 'Personne ne voit de réponse avant l’envoi de la dernière ; vous les voyez alors toutes, avec les noms.',
        action: 'Répondre maintenant',
      },
      opened: {
        subject: 'Le dialogue est ouvert : {{partnership}}',
        body: '{{names}} ont tous répondu. Chacun de vous voit désormais les réponses de tous.',
        rule: 'Commencez par ce que vous voyez le plus différemment, et posez des questions avant d’expliquer.',
        action: 'Voir les réponses',
      },
      ended: {
        subject: 'Le dialogue est terminé : {{partnership}}',
        declined: '{{who}} ne participe pas au dialogue nominatif de {{names}} ; il n’a donc pas lieu.',
        withdrawn: '{{who}} a retiré son accord pour le dialogue nominatif de {{names}} ; il n’a donc pas lieu.',
        deadline:
          'Au {{date}}, toutes les personnes du dialogue nominatif de {{names}} n’avaient pas répondu ; il ne s’ouvre donc pas.',
        left: '{{who}} a quitté le partenariat ; le dialogue nominatif de {{names}} n’a donc pas lieu.',
        rule: 'Aucune réponse n’a été montrée à personne, et celles qui avaient été données sont supprimées.',
        action: 'Voir ce qui s’est passé',
      },
    },
    document: {
      read: 'Lire et décider',
      open: 'Ouvrir le document',
      proposed: {
        subject: 'Votre accord est demandé : {{document}}',
        body: '{{who}} ({{party}}) a proposé la version {{number}} de « {{document}} » dans {{partnership}}. Vous signez pour votre partie. Vous pouvez la ratifier jusqu’au {{date}}.',
        rule: 'Elle n’engage personne tant que chaque partie ne l’a pas ratifiée : {{parties}}. Si vous refusez, dites pourquoi ; le projet est alors de nouveau ouvert.',
      },
      reminder: {
        subject: 'Votre accord est encore attendu : {{document}}',
        body: 'La version {{number}} de « {{document}} » dans {{partnership}} attend votre partie. {{who}} ({{party}}) vous demande de la lire. Vous pouvez la ratifier jusqu’au {{date}}.',
        rule: 'Elle n’engage personne tant que chaque partie ne l’a pas ratifiée : {{parties}}. Si vous refusez, dites pourquoi ; le projet est alors de nouveau ouvert.',
      },
      'in-force': {
        subject: 'En vigueur : {{document}}',
        body: 'Chaque partie a ratifié la version {{number}} de « {{document}} » : {{parties}}. Elle est en vigueur pour tous depuis cet instant.',
        rule: 'Gardez cette lettre. Maillon {{position}} de la chaîne de {{partnership}}, tête {{hash}}, signature {{signature}}. Elle permet de vérifier plus tard que rien n’a été changé.',
      },
      joined: {
        subject: '{{party}} a rejoint : {{document}}',
        body: '{{who}} a ratifié la version {{number}} de « {{document}} » dans {{partnership}} pour {{party}}, qui est engagée depuis cet instant.',
        rule: 'Gardez cette lettre. Maillon {{position}} de la chaîne de {{partnership}}, tête {{hash}}, signature {{signature}}. Elle permet de vérifier plus tard que rien n’a été changé.',
      },
      declined: {
        subject: 'Refusé : {{document}}',
        body: '{{who}} ({{party}}) a refusé la version {{number}} de « {{document}} » dans {{partnership}}, pour cette raison : « {{reason}} »',
        rule: 'Ce qui était en vigueur le reste. Le projet est de nouveau ouvert, pour vous tous.',
      },
      withdrawn: {
        subject: 'Retiré : {{document}}',
        body: '{{who}} ({{party}}) a retiré la version {{number}} de « {{document}} » dans {{partnership}}. Plus personne n’a à en décider.',
        rule: 'Ce qui était en vigueur le reste. Le projet est de nouveau ouvert, pour vous tous.',
      },
      expired: {
        subject: 'Le délai de ratification est passé : {{document}}',
        body: 'La version {{number}} de « {{document}} » dans {{partnership}} n’a pas été ratifiée par chaque partie avant le {{date}}.',
        rule: 'Ce qui était en vigueur le reste. Le projet est de nouveau ouvert et peut être proposé à nouveau.',
      },
    },
    briefing: {
      first: {
        subject: 'Votre présentation : {{partnership}}',
        body: 'À quoi sert {{partnership}}, comment chacun souhaite être traité et comment on décide : tout cela est convenu et en vigueur. Nous l’avons réuni pour vous, à lire aussi sur un téléphone (environ {{minutes}} min).',
      },
      changed: {
        subject: 'Du nouveau dans votre présentation : {{partnership}}',
        body_one:
          'Une partie de votre présentation de {{partnership}} est nouvelle ou a changé depuis votre lecture. Ce que vous avez lu reste lu.',
        body_many:
          '{{count}} parties de votre présentation de {{partnership}} sont nouvelles ou ont changé depuis votre lecture. Ce que vous avez lu reste lu.',
        body_other:
          '{{count}} parties de votre présentation de {{partnership}} sont nouvelles ou ont changé depuis votre lecture. Ce que vous avez lu reste lu.',
      },
      reminder: {
        subject: 'Encore à lire : {{partnership}}',
        body_one:
          'Une partie de votre présentation de {{partnership}} reste à lire. Vous pouvez reprendre là où vous vous êtes arrêté.',
        body_many:
          '{{count}} parties de votre présentation de {{partnership}} restent à lire. Vous pouvez reprendre là où vous vous êtes arrêté.',
        body_other:
          '{{count}} parties de votre présentation de {{partnership}} restent à lire. Vous pouvez reprendre là où vous vous êtes arrêté.',
      },
      rule: 'Vous confirmez chaque partie après l’avoir lue. Les autres voient combien de personnes sont informées ; les responsables et les sponsors de votre propre partie voient aussi qui l’est.',
      action: 'Lire votre présentation',
      stop: 'Ne plus recevoir de messages sur cette présentation',
    },
    parting: {
      open: 'Ouvrir le partenariat',
      leaving: {
        subject: '{{party}} part le {{date}} : {{partnership}}',
        body: '{{party}} a annoncé son départ de {{partnership}}. Son dernier jour est le {{date}}.',
        rule: 'Jusqu’à la fin de ce jour, tout continue comme avant, et l’annonce peut être retirée. Ce qui est en vigueur le reste entre ceux qui demeurent. Chaque partie peut prendre à tout moment une copie complète.',
      },
      staying: {
        subject: '{{party}} reste : {{partnership}}',
        body: '{{party}} a retiré l’annonce de son départ de {{partnership}} le {{date}}.',
        rule: 'Tout continue comme avant.',
      },
      left: {
        subject: '{{party}} est partie : {{partnership}}',
        body: 'Le dernier jour de {{party}} dans {{partnership}} était le {{date}}. Ses membres ne sont plus ici.',
        rule: 'Ce qui lui était proposé a pris fin ; ce qui est en vigueur le reste entre ceux qui demeurent. Les résultats et le registre restent tels quels.',
        kept: 'La copie complète de tout ce que votre partie voyait est conservée pour vous pendant {{days}} jours. Connectez-vous et prenez-la sur votre première page.',
      },
    },
    roles: {
      sponsor: 'sponsor',
      lead: 'responsable du partenariat',
      member: 'membre',
      facilitator: 'animation',
      observer: 'observation',
    },
  },
  stop: {
    title: 'Rappels de cette enquête',
    on: 'Vous recevez des rappels tant que l’enquête est ouverte. Votre invitation reste telle quelle : vous pouvez répondre ou non.',
    stop: 'Arrêter les rappels',
    stoppedTitle: 'Les rappels sont arrêtés',
    stopped: 'Vous ne recevez plus de rappels pour cette enquête. Votre invitation reste valable jusqu’à la clôture.',
    again: 'Recevoir de nouveau les rappels',
    nothingTitle: 'Il n’y a rien à arrêter',
    nothing: 'Cette enquête est terminée, ou l’adresse n’est pas complète. Aucun rappel ne viendra.',
    private: 'Votre choix ici n’est montré à personne.',
    languages: 'Autres langues',
  },
  stopBriefing: {
    title: 'Messages sur une présentation',
    on: 'Vous recevez un message lorsqu’il y a du nouveau à lire dans cette présentation, et deux rappels au plus. La présentation elle-même reste où elle est.',
    stoppedTitle: 'Les messages sont arrêtés',
    stopped:
      'Vous ne recevez plus de messages sur cette présentation. Elle reste où elle est, et l’accueil montre toujours ce qui est à lire.',
    nothingTitle: 'Il n’y a rien à arrêter',
    nothing: 'Vous avez quitté ce partenariat, ou l’adresse n’est pas complète. Aucun message ne viendra.',
  },
};
