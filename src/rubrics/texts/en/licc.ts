import type { RubricText } from '../../text.ts';
import { PROMPTS } from './common.ts';

export const LICC: RubricText<'licc'> = {
  description:
    "Four sides of a lesson — learning, teaching, the subject and the culture of the class — with five points of view each. Choose a few as today's focus.",
  levels: ['Not yet', 'Partly', 'Mostly', 'Strongly'],
  dimensions: {
    'licc.learning': "Pupils' learning",
    'licc.teaching': "Teacher's teaching",
    'licc.curriculum': 'The subject',
    'licc.culture': 'Classroom culture',
  },
  indicators: {
    'licc.learning.1': {
      name: 'Preparation',
      hint: 'What pupils bring: materials, preview, earlier knowledge',
      levels: [
        'Many are without materials; earlier knowledge has to be taught again',
        'Materials are there; preview done by some, and not used in class',
        'Most have prepared; their findings are taken up at the start',
        'Nearly all come with notes or questions of their own, and these steer the lesson',
      ],
    },
    'licc.learning.2': {
      name: 'Listening',
      hint: 'Do pupils listen to the teacher and to one another?',
      levels: [
        'Talk goes on while others speak; instructions have to be repeated',
        "The teacher is listened to; classmates' answers are not",
        'Most look at the speaker and can say what was said',
        'Pupils note down, add to and correct what classmates said, referring to them by name',
      ],
    },
    'licc.learning.3': {
      name: 'Interaction',
      hint: 'Questions, discussion and work between pupils',
      levels: [
        'Exchange only between the teacher and single pupils',
        'Pairs or groups are formed; they share answers rather than work on them',
        'Most speak in pairs or groups about the task and reach a result',
        'Pupils ask each other, explain, disagree with reasons; someone changes their mind',
      ],
    },
    'licc.learning.4': {
      name: 'Self-direction',
      hint: 'Time and ways for pupils to learn on their own',
      levels: [
        'Every step is told; no time to work alone',
        'A few minutes alone, cut short before most have finished',
        'Enough time; most keep working without being told',
        'Pupils choose ways or materials, keep an eye on their own progress and look for help themselves',
      ],
    },
    'licc.learning.5': {
      name: 'Attainment',
      hint: 'What shows that pupils have reached the goals?',
      levels: [
        'Nothing in the lesson shows what pupils learnt',
        "A few pupils' answers are right; the others' remain unknown",
        'Exercises or answers show that most reached the main goal',
        'Work of nearly everyone shows the goal reached, and pupils can say how they got there',
      ],
    },
    'licc.teaching.1': {
      name: 'Lesson stages',
      hint: 'How the stages serve the goals, and their time',
      levels: [
        'Stages are hard to tell apart, or one takes up the lesson',
        'Stages can be seen; some add nothing to the goals',
        'Stages lead to the goals in order; most pupils have time enough',
        "Each stage takes up what came of the last; the most time goes to pupils' learning",
      ],
    },
    'licc.teaching.2': {
      name: 'Presentation',
      hint: 'Explaining, board, demonstration, movement',
      levels: [
        'Explanation is unclear or cannot be seen or heard by all',
        'Correct but only in words; the board holds little',
        'Words, board and demonstration agree; most can follow',
        'Shows the same idea in several ways at the moment of need; the board keeps the line of thought',
      ],
    },
    'licc.teaching.3': {
      name: 'Dialogue',
      hint: 'Questions, waiting, taking up answers',
      levels: [
        'Questions ask for yes or no; the teacher answers before pupils can',
        'Some real questions; answers are judged right or wrong only',
        'Most questions need thought; there is a wait, and answers are asked to be explained',
        'Answers become the next question; several pupils build on one another before the teacher speaks',
      ],
    },
    'licc.teaching.4': {
      name: 'Guidance',
      hint: 'Help during reading, practice, experiment, group work',
      levels: [
        'Stays at the desk while pupils work',
        'Walks round and keeps order; hints are few',
        'Sees most desks and gives hints where pupils are stuck',
        'Gives different help to different pupils, leaves the thinking to them and comes back to look',
      ],
    },
    'licc.teaching.5': {
      name: 'Tact',
      hint: 'How plans change with what happens in class',
      levels: [
        'The script runs on although many are lost or the answer is unexpected',
        'Notices, but puts it off or brushes over it',
        'Adds an example, time or explanation where pupils need it',
        'Takes up an unforeseen idea and makes it a gain for everyone, without losing the goal',
      ],
    },
    'licc.curriculum.1': {
      name: 'Goals',
      hint: 'Where goals come from and whether they fit',
      levels: [
        'Goals cannot be recognised, or are far from the standards and from the class',
        'Goals follow the textbook and leave out what pupils will be able to do',
        'Goals follow the standards, suit most pupils and can be checked',
        "Also adapted to this class's needs, and refined during the lesson",
      ],
    },
    'licc.curriculum.2': {
      name: 'Content',
      hint: 'Choice and treatment of the material',
      levels: [
        'Errors, or far too much for the time',
        'Correct, page by page, without weighting',
        "The important is chosen and ordered; it suits the subject's way of thinking",
        'Material is reworked around a core question; pupils see why it matters',
      ],
    },
    'licc.curriculum.3': {
      name: 'Implementation',
      hint: 'Whether the ways of working suit the subject and the goals',
      levels: [
        'One way throughout, not suited to the content',
        "Ways change, but for variety's sake",
        'Ways suit the content: experiments in science, reading in language',
        'Pupils work as the subject works: they observe, argue, prove or create, and know why',
      ],
    },
    'licc.curriculum.4': {
      name: 'Assessment',
      hint: 'How information on learning is gathered and used',
      levels: [
        'No check, or only "Do you understand?"',
        'A few are asked; results do not change the lesson',
        "Most pupils' work is seen; common errors are taken up",
        'Pupils know the criteria and judge their own work; teaching follows from what is found',
      ],
    },
    'licc.curriculum.5': {
      name: 'Resources',
      hint: 'Materials, media, time, space and people used',
      levels: [
        'Needed material is missing or does not work',
        'There, but used only by the teacher',
        'Suitable, and used by most pupils for the task',
        "Pupils' own work, errors and experiences serve as material too",
      ],
    },
    'licc.culture.1': {
      name: 'Thinking',
      hint: 'Depth of thought that tasks ask for',
      levels: [
        'Copying and repeating only',
        'Questions of recall; "why" is asked once or twice',
        'Tasks ask to explain, compare or apply; there is quiet time to think',
        'Pupils raise questions, weigh evidence and revise their first idea',
      ],
    },
    'licc.culture.2': {
      name: 'Equal voice',
      hint: 'Who may speak, decide, disagree',
      levels: [
        'The teacher decides and speaks; other views are cut off',
        'Pupils may answer when called; always the same ones',
        'Chances are spread over the room; different views are heard out',
        'Pupils share in rules and choices and may contradict the teacher with reasons',
      ],
    },
    'licc.culture.3': {
      name: 'Innovation',
      hint: 'Room for new ideas',
      levels: [
        'Only the standard answer counts',
        'Different answers are accepted but not pursued',
        'Different ways are asked for and compared',
        'Pupils make something new or open a question that nobody had planned',
      ],
    },
    'licc.culture.4': {
      name: 'Care',
      hint: 'Attention to each pupil, safety to err',
      levels: [
        'Mistakes bring ridicule or blame; some are never looked at',
        'Polite in general; quiet pupils are overlooked',
        'Quiet and slower pupils are invited and given time',
        'Pupils help one another of their own accord; mistakes are talked about openly',
      ],
    },
    'licc.culture.5': {
      name: 'Distinct character',
      hint: "What is this teacher's, this class's own",
      levels: [
        'Runs like any other lesson; nothing tells this class apart',
        'A personal touch now and then, beside the learning',
        'A personal way (humour, questions, materials) that helps pupils learn',
        'A way of working that teacher and pupils visibly share and have grown over time',
      ],
    },
  },
  bonus: {},
  bands: {},
  prompts: PROMPTS,
};
