import type { RubricText } from '../../text.ts';
import { PROMPTS } from './common.ts';

export const ICALT: RubricText<'icalt'> = {
  description:
    'Thirty-two indicators in six areas, from a safe climate to teaching pupils how to learn; the later areas are usually the harder ones.',
  levels: ['Rarely', 'At times', 'Mostly', 'Throughout'],
  dimensions: {
    'icalt.climate': 'Safe, stimulating climate',
    'icalt.management': 'Efficient organisation',
    'icalt.clarity': 'Clear instruction',
    'icalt.activation': 'Activating learning',
    'icalt.differentiation': 'Adapting to differences',
    'icalt.strategies': 'Teaching learning strategies',
  },
  indicators: {
    'icalt.climate.1': {
      name: 'Respect for pupils',
      hint: 'How the teacher speaks and listens to pupils',
      levels: [
        'Interrupts, mocks or talks down to pupils',
        'Polite to some; loses patience with slow answers',
        'Uses names, lets most pupils finish, answers politely',
        'Hears every pupil out, also wrong or off-beat answers, and takes up what they said',
      ],
    },
    'icalt.climate.2': {
      name: 'Relaxed atmosphere',
      hint: 'Ease, humour, no fear',
      levels: [
        'Tense; pupils avoid speaking or whisper',
        'Eases now and then, but tightens when someone errs',
        'Pupils speak freely; a smile or a joke has its place',
        'Easy and concentrated at once; pupils laugh with, never at, each other',
      ],
    },
    'icalt.climate.3': {
      name: 'Building confidence',
      hint: 'Words and tasks that let pupils trust themselves',
      levels: [
        'Says or shows that some will not manage',
        'General praise, mainly for the quick',
        'Names what a pupil did well; encourages those who hesitate',
        'Gives hesitant pupils tasks where they succeed, and lets the class see it',
      ],
    },
    'icalt.climate.4': {
      name: 'Respect among pupils',
      hint: 'How pupils treat one another',
      levels: [
        'Pupils laugh at or shut out others; nothing is done',
        'The teacher steps in at times; it returns',
        'Most listen to each other; the teacher reacts to slights',
        'Pupils thank, help and correct each other kindly of their own accord',
      ],
    },
    'icalt.management.1': {
      name: 'Orderly run',
      hint: 'Entering, materials, change of activity',
      levels: [
        'Minutes pass before work begins; changes end in disorder',
        'Starts in order, some changes are noisy or unclear',
        'Begins on time; most changes are quick',
        'Pupils know what to do at each change and do it within seconds',
      ],
    },
    'icalt.management.2': {
      name: 'Awareness of the whole class',
      hint: 'Whether the teacher sees who works and who does not',
      levels: [
        'Busy with the script or one pupil; others do as they like',
        'Looks up now and then; misses whole corners',
        'Walks and looks round; most who drift are noticed',
        'Sees every group while helping one, and acts before things slip',
      ],
    },
    'icalt.management.3': {
      name: 'Keeping order',
      hint: 'How disturbance is met',
      levels: [
        'Disturbance goes on, or the teacher shouts and stops teaching',
        'Reminders work for a moment only',
        'A look, a word or a step nearer settles most cases',
        'Hardly any disturbance; rules are shared and kept by pupils themselves',
      ],
    },
    'icalt.management.4': {
      name: 'Use of time',
      hint: 'Share of the lesson spent on learning',
      levels: [
        'Long stretches without work; ends early or far too late',
        'Waiting for materials or for slower pupils several times',
        'Little waiting; the plan is nearly finished',
        'Every minute has a use; those who finish know how to go on',
      ],
    },
    'icalt.clarity.1': {
      name: 'Clear explanation',
      hint: 'Order, words, examples',
      levels: [
        'Jumps or uses words pupils do not know',
        'Clear in parts; no examples where they were needed',
        'Step by step, with examples; most can repeat it',
        'Shows with example and counter-example, links steps; pupils can explain it to others',
      ],
    },
    'icalt.clarity.2': {
      name: 'Specific feedback',
      hint: 'What pupils hear about their answers and work',
      levels: [
        'No reaction, or right and wrong are confused',
        '"Good" or "no" without saying why',
        'Says what is right and what is missing to most',
        'Says also how to go on, and checks that it was done',
      ],
    },
    'icalt.clarity.3': {
      name: 'Engaging everyone',
      hint: 'How all pupils are kept in the lesson',
      levels: [
        'Teaches to a few; many do nothing',
        'Calls on volunteers only',
        'Also asks those who do not raise a hand; most have a task',
        'Everyone must write, show or tell a neighbour before one answers',
      ],
    },
    'icalt.clarity.4': {
      name: 'Checking while explaining',
      hint: 'Whether explanation stops to see who follows',
      levels: [
        'Explains to the end without a question',
        'Asks "Everybody with me?" and goes on',
        'Stops with short questions and reads the faces',
        'At each step has pupils do or say it, and explains anew where it fails',
      ],
    },
    'icalt.clarity.5': {
      name: 'Encouraging best effort',
      hint: 'High expectations, praise of effort',
      levels: [
        'Accepts anything, or expects little',
        'Urges in general: "Work hard"',
        'Says what good work looks like and praises effort',
        'Asks pupils to improve a first try, and the second is visibly better',
      ],
    },
    'icalt.clarity.6': {
      name: 'Clear lesson structure',
      hint: 'Parts of the lesson and how they hang together',
      levels: [
        'Parts do not hang together',
        'Order can be seen; how the parts relate is not said',
        'Sensible build-up; the teacher says what comes next',
        'Pupils can say where they are in the lesson and why',
      ],
    },
    'icalt.clarity.7': {
      name: 'Clear task instructions',
      hint: 'Whether pupils know what to do, how and how long',
      levels: [
        'Many ask what to do, or do the wrong thing',
        'Said once, quickly; has to be repeated to groups',
        'What, how and how long are said; most begin at once',
        'Instructions stay visible; a pupil repeats them; all begin',
      ],
    },
    'icalt.activation.1': {
      name: 'Activating ways of working',
      hint: 'Forms of work that make pupils active',
      levels: [
        'Only listening and copying',
        'One activity, with little thinking in it',
        'Discussion, practice or making, suited to the content',
        'Ways of working alternate with purpose; most time pupils think and do',
      ],
    },
    'icalt.activation.2': {
      name: 'Drawing in quiet pupils',
      hint: 'What is done for those who do not come forward',
      levels: [
        'Quiet pupils are left out all lesson',
        'Called on once without preparation',
        'Given time or a partner first, then asked',
        'They speak several times, and their ideas are used',
      ],
    },
    'icalt.activation.3': {
      name: 'Pupils seek solutions',
      hint: 'Whether pupils look for a way before being shown',
      levels: [
        'The way is shown at once',
        'May try, but the answer follows in seconds',
        'Time to try; hints rather than answers',
        'Pupils find and compare ways of their own before the teacher sums up',
      ],
    },
    'icalt.activation.4': {
      name: 'Thought-provoking questions',
      hint: 'Questions that cannot be answered by recall',
      levels: [
        'Recall and yes-or-no only',
        'A "why", answered by the teacher or at once by one pupil',
        'Several such questions, with time to think',
        'They carry the lesson, build on answers, and pupils ask them too',
      ],
    },
    'icalt.activation.5': {
      name: 'Pupils think aloud',
      hint: 'Whether pupils tell how they got there',
      levels: [
        'Only results count',
        '"How do you know?" is asked once, of a strong pupil',
        'Several pupils tell their steps',
        'Telling how is usual, also for wrong answers; others react to the reasoning',
      ],
    },
    'icalt.activation.6': {
      name: 'Two-way instruction',
      hint: "How far pupils' contributions shape the explanation",
      levels: [
        "A lecture; pupils' remarks are not wanted",
        'Question and short answer; the line is fixed',
        "Pupils' answers are taken into the explanation",
        'Explanation grows out of exchange; pupils address each other',
      ],
    },
    'icalt.activation.7': {
      name: 'Goals made known',
      hint: 'Whether pupils know what they learn and why',
      levels: [
        'No goal is mentioned',
        'Topic or page number only',
        'Says what pupils will be able to do',
        'Pupils say the goal in their words; it is looked at again at the end',
      ],
    },
    'icalt.differentiation.1': {
      name: 'Checking who reached the goal',
      hint: 'What shows who got there',
      levels: [
        'Not checked',
        'A few are asked at the end',
        'A short task shows how most stand',
        "The teacher knows each pupil's result and says what follows from it",
      ],
    },
    'icalt.differentiation.2': {
      name: 'Extra help for slower pupils',
      hint: 'Time and instruction for those who need more',
      levels: [
        'None; the class goes on without them',
        'A word in passing',
        'Sits with some of them during practice',
        'Has planned time or a small group for them, and they get it in the end',
      ],
    },
    'icalt.differentiation.3': {
      name: 'Adapting explanation',
      hint: 'Whether different pupils get different explanations',
      levels: [
        'One explanation for all, once',
        'The same words repeated more slowly',
        'Another example or picture for those who are stuck',
        'Support or shortcuts are ready for different groups',
      ],
    },
    'icalt.differentiation.4': {
      name: 'Adapting tasks',
      hint: 'Amount, difficulty or form of tasks',
      levels: [
        'Same task, same time for all',
        'Quick pupils get more of the same',
        'Two levels, or a choice',
        'Tasks match what was seen of each group; pupils move between them',
      ],
    },
    'icalt.strategies.1': {
      name: 'Breaking problems down',
      hint: 'Ways to make a hard problem simpler',
      levels: [
        'Hard problems are solved for pupils',
        'The teacher splits them up without saying how',
        'Shows how: a drawing, a table, a smaller case',
        'Pupils choose such a way themselves and say why',
      ],
    },
    'icalt.strategies.2': {
      name: "Checking one's own work",
      hint: 'Whether pupils learn to check their results',
      levels: [
        'Only the teacher checks',
        '"Check again" without a way',
        'A way is taught: reverse, estimate, re-read against the task',
        'Pupils check unasked and mend what they find',
      ],
    },
    'icalt.strategies.3': {
      name: 'Thinking before doing',
      hint: 'Planning or predicting before work',
      levels: [
        'Pupils start at once, no planning',
        'The teacher tells the plan',
        'Pupils predict or plan before they start',
        'Plan and outcome are compared afterwards by pupils',
      ],
    },
    'icalt.strategies.4': {
      name: 'Applying in new settings',
      hint: 'Use of what was learnt elsewhere',
      levels: [
        'Only the example of the lesson',
        'Like cases with other numbers or words',
        "A new setting, with the teacher's help",
        'Pupils recognise and solve a new case, or find one themselves',
      ],
    },
    'icalt.strategies.5': {
      name: 'Comparing ways',
      hint: 'Several ways side by side',
      levels: [
        'One way only',
        'Another way is mentioned',
        'Two ways are set side by side and discussed',
        'Pupils judge which way suits when, with reasons',
      ],
    },
    'icalt.strategies.6': {
      name: 'Reflecting on learning',
      hint: 'Looking back on how one learnt',
      levels: [
        'No looking back',
        'What was learnt is named, not how',
        'The teacher names what helped',
        'Pupils say what helped them and what they will do next time',
      ],
    },
  },
  bonus: {},
  bands: {},
  prompts: PROMPTS,
};
