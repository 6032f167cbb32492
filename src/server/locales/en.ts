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
      sealed:
        'Your ballot is sealed: this device makes it, the server signs it without seeing it, and your answers come back without your link, name or address. Nobody sees results before closing; then all parties see averages of {{k}} people or more in the same second.',
      key: 'Key of your group’s ballot box: {{key}}. Your link ends with it, and so do those of everybody in your group. If theirs differ, tell each other and do not answer.',
      action: 'Answer now',
      open: 'Open until {{date}}. Taking part is your choice.',
    },
    reminder: {
      subject: 'Still open: how well do we work together? {{partnership}}',
      body: '{{partnership}} would like to hear from you: {{items}} items, about three minutes, no account needed. Open until {{date}}.',
      ignore:
        'If you have answered already, thank you, and ignore this letter: it is sent without looking at who has answered. Taking part is your choice.',
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
    action: {
      soon: {
        subject: 'Due on {{date}}: {{action}}',
        body: 'You agreed to this in {{partnership}}: “{{action}}”. It is due on {{date}}.',
      },
      late: {
        subject: 'The day has passed: {{action}}',
        body: 'You agreed to this in {{partnership}}: “{{action}}”. It was due on {{date}} and is still open.',
      },
      change:
        'If it is done, say so there. If the day cannot be kept, choose another one: both parties see it, and that is better than silence.',
      open: 'Open my actions',
    },
    resultsLink: {
      subject: '{{sender}} shows you results of {{partnership}}',
      body: '{{sender}} ({{party}}) gives you the results of round {{round}} of {{partnership}} to read: how well everybody there works together, as all parties see it. You need no account.',
      action: 'Read the results',
      expires:
        'The link is for you alone and works until {{date}}. The day on which it was last opened is shown to the leads of the partnership.',
    },
    dialogue: {
      invited: {
        subject: '{{caller}} asks you to a named dialogue: {{partnership}}',
        body: '{{caller}} asks {{names}} to answer the same questions about how you work together, by name. You can agree or decline until {{date}}.',
        rule: 'It happens only if everybody named agrees and answers. Then each of you sees the answers of all, with names, in the same moment. Nobody else sees that there is a dialogue. If anybody declines, no answer is shown to anybody.',
        action: 'Read and decide',
      },
      consented: {
        subject: 'Everybody has agreed: {{partnership}}',
        body: '{{names}} have agreed to the named dialogue. Answering has begun and is open until {{date}}.',
        rule: 'Nobody sees an answer before the last one is sent; then all of you see all of them, with names.',
        action: 'Answer now',
      },
      opened: {
        subject: 'The dialogue is open: {{partnership}}',
        body: '{{names}} have all answered. Each of you sees the answers of all from this moment on.',
        rule: 'Begin with what you see most differently, and ask before you explain.',
        action: 'See the answers',
      },
      ended: {
        subject: 'The dialogue has ended: {{partnership}}',
        declined: '{{who}} does not take part in the named dialogue of {{names}}, so it does not happen.',
        withdrawn: '{{who}} has taken back the agreement to the named dialogue of {{names}}, so it does not happen.',
        deadline: 'By {{date}} not everybody in the named dialogue of {{names}} had answered, so it does not open.',
        left: '{{who}} has left the partnership, so the named dialogue of {{names}} does not happen.',
        rule: 'No answer was shown to anybody, and those given have been deleted.',
        action: 'See what happened',
      },
    },
    document: {
      read: 'Read and decide',
      open: 'Open the document',
      proposed: {
        subject: 'Your yes is asked for: {{document}}',
        body: '{{who}} ({{party}}) has proposed version {{number}} of “{{document}}” in {{partnership}}. You sign for your party. It can be ratified until {{date}}.',
        rule: 'It binds nobody before every party has ratified it: {{parties}}. If you decline, say why; the draft is then open again.',
      },
      reminder: {
        subject: 'Still waiting for your yes: {{document}}',
        body: 'Version {{number}} of “{{document}}” in {{partnership}} waits for your party. {{who}} ({{party}}) asks you to look at it. It can be ratified until {{date}}.',
        rule: 'It binds nobody before every party has ratified it: {{parties}}. If you decline, say why; the draft is then open again.',
      },
      'in-force': {
        subject: 'In force: {{document}}',
        body: 'Every party has ratified version {{number}} of “{{document}}”: {{parties}}. It is in force for all since this moment.',
        rule: 'Keep this letter. Link {{position}} of the chain of {{partnership}}, head {{hash}}, signature {{signature}}. With it anybody can check later that nothing of it was changed.',
      },
      joined: {
        subject: '{{party}} has joined: {{document}}',
        body: '{{who}} has ratified version {{number}} of “{{document}}” in {{partnership}} for {{party}}, which is bound by it from this moment.',
        rule: 'Keep this letter. Link {{position}} of the chain of {{partnership}}, head {{hash}}, signature {{signature}}. With it anybody can check later that nothing of it was changed.',
      },
      declined: {
        subject: 'Declined: {{document}}',
        body: '{{who}} ({{party}}) has declined version {{number}} of “{{document}}” in {{partnership}}, for this reason: “{{reason}}”',
        rule: 'What was in force before stays in force. The draft is open again, for all of you.',
      },
      withdrawn: {
        subject: 'Withdrawn: {{document}}',
        body: '{{who}} ({{party}}) has withdrawn version {{number}} of “{{document}}” in {{partnership}}. Nobody needs to decide on it any more.',
        rule: 'What was in force before stays in force. The draft is open again, for all of you.',
      },
      expired: {
        subject: 'The time to ratify has passed: {{document}}',
        body: 'Version {{number}} of “{{document}}” in {{partnership}} was not ratified by every party until {{date}}.',
        rule: 'What was in force before stays in force. The draft is open again and can be proposed anew.',
      },
    },
    briefing: {
      first: {
        subject: 'Your briefing: {{partnership}}',
        body: 'What {{partnership}} is for, how its people want to treat each other and how it decides is agreed and in force. It is put together for you to read, also on a phone (about {{minutes}} min).',
      },
      changed: {
        subject: 'New in your briefing: {{partnership}}',
        body_one:
          'One part of your briefing on {{partnership}} is new or has changed since you read it. What you have read already stays read.',
        body_other:
          '{{count}} parts of your briefing on {{partnership}} are new or have changed since you read it. What you have read already stays read.',
      },
      reminder: {
        subject: 'Still to read: {{partnership}}',
        body_one: 'One part of your briefing on {{partnership}} is still open. You can go on where you stopped.',
        body_other:
          '{{count}} parts of your briefing on {{partnership}} are still open. You can go on where you stopped.',
      },
      rule: 'You mark each part when you have read it. Others see how many people are briefed; the leads and sponsors of your own party also see who is.',
      action: 'Read your briefing',
      stop: 'No more letters about this briefing',
    },
    parting: {
      open: 'Open the partnership',
      leaving: {
        subject: '{{party}} leaves on {{date}}: {{partnership}}',
        body: '{{party}} has announced that it leaves {{partnership}}. Its last day is {{date}}.',
        rule: 'Until that day is over everything goes on as before, and it can be taken back. What is in force stays in force between those who remain. Every party can take a complete copy at any time.',
      },
      staying: {
        subject: '{{party}} stays: {{partnership}}',
        body: '{{party}} has taken back that it leaves {{partnership}} on {{date}}.',
        rule: 'Everything goes on as before.',
      },
      left: {
        subject: '{{party}} has left: {{partnership}}',
        body: 'The last day of {{party}} in {{partnership}} was {{date}}. Its people are not here any more.',
        rule: 'What was proposed to it has ended; what is in force stays in force between those who remain. Results and the record stay as they are.',
        kept: 'The complete copy of everything your party saw is kept for you for {{days}} days. Sign in and take it from your first page.',
      },
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
    private: 'What you choose here is shown to nobody.',
    languages: 'Other languages',
  },
  /** The same for letters about a briefing. */
  stopBriefing: {
    title: 'Letters about a briefing',
    on: 'You get a letter when there is something new to read in this briefing, and at most two reminders. The briefing itself stays where it is.',
    stoppedTitle: 'Letters are stopped',
    stopped: 'You get no more letters about this briefing. It stays where it is, and Home still shows what is open.',
    nothingTitle: 'There is nothing to stop',
    nothing: 'You have left this partnership, or the address is not complete. No letters will come.',
  },
};
