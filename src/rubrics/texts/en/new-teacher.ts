import type { RubricText } from '../../text.ts';
import { PROMPTS } from './common.ts';

export const NEW_TEACHER: RubricText<'new-teacher'> = {
  description:
    'Twelve basics for the first year: plan, presentation, order and practice. Short enough for every visit by a mentor.',
  levels: ['Not yet', 'Nearly there', 'Secure', 'Strong'],
  dimensions: {
    'new-teacher.prepare': 'Preparation',
    'new-teacher.present': 'Presentation',
    'new-teacher.manage': 'Managing the class',
    'new-teacher.learn': 'Practice and feedback',
  },
  indicators: {
    'new-teacher.prepare.1': {
      name: 'A usable lesson plan',
      hint: 'Goals, stages, questions and times on paper',
      levels: [
        'No plan, or one that was not written for this class',
        'Stages and content are there; key questions and times are missing',
        'Goals, stages, key questions, times; followed in class',
        'Also foresees where pupils get stuck and what to do then',
      ],
    },
    'new-teacher.prepare.2': {
      name: 'Goals clear to pupils',
      hint: 'Pupils know what to learn today',
      levels: [
        'Pupils cannot say what the lesson is for',
        'Goal written or read out, then not used',
        "Goal said in pupils' words; tasks serve it",
        'Pupils check at the end whether they reached it',
      ],
    },
    'new-teacher.prepare.3': {
      name: 'Command of content',
      hint: 'Correctness and grip of the material',
      levels: [
        'Errors of substance, or reads from the book',
        "Correct, but depends on notes; unsure at pupils' questions",
        'Correct and free of notes; key point stands out',
        'Explains the why and links to earlier and later work',
      ],
    },
    'new-teacher.present.1': {
      name: 'Voice and language',
      hint: 'Heard, understood, right speed',
      levels: [
        'Not heard at the back, or too fast to follow',
        'Audible; many filler words, one tone',
        'Clear, standard, steady; short sentences',
        'Voice changes and pauses direct attention',
      ],
    },
    'new-teacher.present.2': {
      name: 'Explaining and showing',
      hint: 'Can pupils do it after the explanation?',
      levels: [
        'Most do not know how to begin afterwards',
        'Explains, but without an example or in too many words',
        'Step by step with an example; most can start',
        'Shows it, lets pupils try, and adjusts where they fail',
      ],
    },
    'new-teacher.present.3': {
      name: 'Questions and waiting',
      hint: 'Understandable questions, time, who is asked',
      levels: [
        'Unclear questions, or the teacher answers at once',
        'Clear questions; the first hand is taken',
        'Waits some seconds; asks different pupils',
        'Asks on for reasons, and lets others add',
      ],
    },
    'new-teacher.present.4': {
      name: 'Board',
      hint: 'Readable, ordered, correct',
      levels: [
        'No board work, or it cannot be read',
        'Readable but without order; some slips',
        'Title, key points and example in order; correct',
        'Pupils can retell the lesson from the board',
      ],
    },
    'new-teacher.manage.1': {
      name: 'Routines',
      hint: 'Start, signals, materials',
      levels: [
        'Start and changes are disorderly',
        'Rules are said, but not insisted on',
        'Signals work; materials are ready within a minute',
        'Pupils do the routines unasked',
      ],
    },
    'new-teacher.manage.2': {
      name: 'Eyes on the whole class',
      hint: 'Position, looks, response to those who drift',
      levels: [
        'Looks at the board, screen or script',
        'Sees the front and middle; the back drifts',
        'Moves about; most who drift are brought back quietly',
        'Prevents it: eye contact, a question or a task in time',
      ],
    },
    'new-teacher.manage.3': {
      name: 'Timing',
      hint: 'Time for each stage, ending on time',
      levels: [
        'More than half of the plan is left, or ten minutes are empty',
        'The start drags; the practice is cut',
        'Main stages get their time; ends on time',
        'Shortens or lengthens by how pupils do, and still closes well',
      ],
    },
    'new-teacher.learn.1': {
      name: 'Practice and walking round',
      hint: 'Do pupils get to do it, and does the teacher look?',
      levels: [
        'No practice, or the teacher does not look',
        'Practice, but short; looks at the front rows',
        'Enough time; sees most work and helps',
        'Knows who has got it, and gives each what is needed next',
      ],
    },
    'new-teacher.learn.2': {
      name: 'Feedback and correction',
      hint: 'What happens to answers and mistakes',
      levels: [
        'Mistakes pass unnoticed or are scolded',
        'Gives the right answer, not the reason',
        'Says what was wrong and has it corrected',
        'Pupils find the cause themselves; a like task shows it is settled',
      ],
    },
  },
  bonus: {},
  bands: {},
  prompts: PROMPTS,
};
