import { report } from './report.en.ts';

export const en = {
  report,
  mail: {
    hello: 'Hello {{name}},',
    copy: 'If the button does not work, copy this address into your browser:',
    invitation: {
      subject: '{{inviter}} invites you to {{partnership}}',
      body: '{{inviter}} ({{party}}) is setting up a shared place for the partnership “{{partnership}}” and has named you as {{role}} for {{myParty}}. Both sides see the same there, at the same time. {{myParty}} is in from the moment its own person accepts.',
      action: 'See the invitation',
      expires: 'The link is for you alone and works until {{date}}.',
    },
    round: {
      subject: 'How well do we work together? {{partnership}}',
      body: '{{partnership}} asks how well you all work together: {{items}} items, about three minutes, no account needed.',
      promise:
        'Your answers are confidential: they are stored apart from this invitation, without your name, address or time. Nobody sees results before closing; then all parties see averages of {{k}} people or more in the same second.',
      action: 'Answer now',
      open: 'Open until {{date}}. Taking part is your choice.',
    },
    reminder: {
      subject: 'Still open: how well do we work together? {{partnership}}',
      body: '{{partnership}} would like to hear from you: {{items}} items, about three minutes, no account needed. Open until {{date}}.',
      ignore:
        'If you have answered already, thank you, and ignore this letter: nobody can see who has answered, so we cannot tell. Taking part is your choice.',
      stop: 'No more reminders of this survey',
    },
    skipped: {
      subject: 'No survey was opened: {{partnership}}',
      body: 'A survey of {{partnership}} was planned for {{due}}. It could not be opened, and nobody was asked. The reason stands beside the plan.',
      next: 'The next date of the plan is {{next}}. Until then you can open a survey yourself.',
      action: 'See the plan',
    },
    results: {
      subject: 'Results are open: {{partnership}}',
      body_one: 'Round {{number}} of {{partnership}} has closed. One item needs a conversation.',
      body_other: 'Round {{number}} of {{partnership}} has closed. {{count}} items need a conversation.',
      same: 'All parties see the same results from this moment on.',
      action: 'See the results',
    },
    resultsLink: {
      subject: '{{sender}} shows you results of {{partnership}}',
      body: '{{sender}} ({{party}}) gives you the results of round {{round}} of {{partnership}} to read: how well everybody there works together, as all parties see it. You need no account.',
      action: 'Read the results',
      expires:
        'The link is for you alone and works until {{date}}. The day on which it was last opened is shown to the leads of the partnership.',
    },
    roles: {
      sponsor: 'sponsor',
      lead: 'partnership lead',
      member: 'member',
      facilitator: 'facilitator',
      observer: 'observer',
    },
  },
  /** The page behind the last link of a reminder. */
  stop: {
    title: 'Reminders of this survey',
    on: 'You get reminders of this survey while it is open. Your invitation stays as it is: you can answer or not.',
    stop: 'Stop reminders',
    stoppedTitle: 'Reminders are stopped',
    stopped: 'You get no more reminders of this survey. Your invitation still works until it closes.',
    again: 'Send reminders again',
    nothingTitle: 'There is nothing to stop',
    nothing: 'This survey is over, or the address is not complete. No reminders will come.',
    private: 'Nobody sees what you choose here.',
  },
};
