import type { RubricText } from '../../text.ts';
import { PROMPTS } from './common.ts';

export const TEACH: RubricText<'teach'> = {
  description:
    'Nine elements in three areas, from the culture of the classroom to instruction and socio-emotional skills, each on five described levels.',
  levels: ['Lacking', 'Emerging', 'Developing', 'Solid', 'Exemplary'],
  dimensions: {
    'teach.culture': 'Classroom culture',
    'teach.instruction': 'Instruction',
    'teach.social': 'Socio-emotional skills',
  },
  indicators: {
    'teach.culture.1': {
      name: 'Supportive environment',
      hint: 'Respect, warmth, response to needs, equal chances',
      levels: [
        'Pupils are shouted at, shamed or ignored; some groups are clearly treated worse',
        'Neutral in tone; needs such as a missing pencil or a tear go unnoticed',
        'Polite; some encouragement; answers most requests, calls on some pupils more than others',
        'Uses names and friendly words; sees needs and answers them; chances are fairly even',
        'Warm throughout; every pupil is drawn in, stereotypes are countered, pupils treat one another alike',
      ],
    },
    'teach.culture.2': {
      name: 'Positive expectations',
      hint: 'Clear rules, praise for good conduct, calm redirection',
      levels: [
        'No expectations are set; much time is lost to disorder, or order rests on threats',
        'Rules are mentioned after trouble; only misbehaviour gets attention',
        'Some tasks come with clear expectations; redirection works but breaks the flow',
        'Expectations are clear before each activity; good conduct is named; quick, calm redirection',
        'Pupils know the routines and keep themselves and each other on track; hardly a reminder is needed',
      ],
    },
    'teach.instruction.1': {
      name: 'Lesson facilitation',
      hint: 'Objective, clear explanation, links, modelling',
      levels: [
        'Pupils cannot tell what the lesson is about; explanations confuse',
        'A topic is given; explanations are partly clear, without examples',
        'Objective can be inferred; explanation clear, few links; shows parts of the procedure',
        'States the objective; clear explanation with examples; links to earlier work; models the whole task',
        'Also thinks aloud while modelling, and each activity visibly serves the objective',
      ],
    },
    'teach.instruction.2': {
      name: 'Checks for understanding',
      hint: 'How the teacher finds out who understands, and adjusts',
      levels: [
        "No questions and no look at pupils' work",
        'Asks "Is it clear?"; a chorus of yes is enough',
        'Asks several pupils and looks at some work; teaching stays the same',
        "Uses ways that show most pupils' understanding, walks round, re-explains or gives more time",
        'Checks everyone at key points; goes back, changes the task or moves on by what is found',
      ],
    },
    'teach.instruction.3': {
      name: 'Feedback',
      hint: 'Comments that tell pupils what was right or wrong and why',
      levels: [
        'None, or misleading',
        '"Right", "wrong", "good" only',
        'Says what was right or wrong for some pupils, seldom why',
        'Specific words on what succeeded and what to change, to most pupils who answer or show work',
        'Prompts let pupils find and mend the error themselves; feedback also passes between pupils',
      ],
    },
    'teach.instruction.4': {
      name: 'Critical thinking',
      hint: "Open questions, tasks that need thought, pupils' own questions",
      levels: [
        'Pupils receive information only; no question needs thought',
        'Questions of fact; tasks of copying or repeating',
        'One or two open questions; pupils apply what was shown to a like case',
        'Several open questions with time; tasks ask to compare, predict or explain',
        'Pupils ask open questions themselves and defend conclusions with reasons',
      ],
    },
    'teach.social.1': {
      name: 'Autonomy',
      hint: 'Choice, roles, voluntary participation',
      levels: [
        'No choices; nobody volunteers',
        'A single pupil volunteers; small jobs such as handing out books',
        'Small choices, or real roles for a few; some volunteer',
        'Choices in how to do a task, meaningful roles for many; most volunteer',
        'Pupils plan parts of the work and take the lead; nearly all offer to speak',
      ],
    },
    'teach.social.2': {
      name: 'Perseverance',
      hint: 'Effort praised, errors welcomed, goals set',
      levels: [
        'Errors bring punishment; pupils give up',
        'Only quick, correct answers are praised; errors passed over',
        'Effort is praised at times; errors are met kindly but not used',
        'Praises effort and strategy; treats errors as part of learning; urges another try',
        'Pupils set goals, stay with hard tasks and speak of what they did when it got difficult',
      ],
    },
    'teach.social.3': {
      name: 'Social and teamwork skills',
      hint: 'Pupils work together; empathy and handling conflict',
      levels: [
        'No work together; conflict or mockery is let pass',
        'Pupils sit in groups and work singly',
        'Pairs or groups exchange answers briefly; cooperation is asked for but not taught',
        'Tasks need several people; the teacher shows how to listen, take turns and settle differences',
        "Pupils divide the work, bring in everyone, see others' views and solve disputes themselves",
      ],
    },
  },
  bonus: {},
  bands: {},
  prompts: PROMPTS,
};
