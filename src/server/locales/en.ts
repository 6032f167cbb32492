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
};
