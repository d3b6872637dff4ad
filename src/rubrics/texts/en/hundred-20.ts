import type { RubricText } from '../../text.ts';
import { BANDS, PROMPTS } from './common.ts';

export const HUNDRED_20: RubricText<'hundred-20'> = {
  description:
    'A full school form: 20 indicators of 5 points each, bonus points for ideas and personal style, and four grades on the 100-point total.',
  levels: ['Excellent', 'Good', 'Fair', 'Poor'],
  dimensions: {
    'hundred-20.goal': 'Goals',
    'hundred-20.content': 'Content',
    'hundred-20.process': 'Process',
    'hundred-20.method': 'Methods and strategies',
    'hundred-20.craft': "Teacher's craft",
  },
  indicators: {
    'hundred-20.goal.1': {
      name: 'Clear, checkable goals',
      hint: 'Can one see at the end whether the goals were reached?',
      levels: [
        'Goals say what pupils will be able to do; pupils can put them in their own words; every task serves them',
        'Goals are specific and known to pupils; most tasks serve them and one or two stand apart',
        'Goals are announced but vague, such as "understand" or "appreciate"; how to check them is unclear',
        'No goals are stated, or what is done in class does not match the plan',
      ],
    },
    'hundred-20.goal.2': {
      name: 'Goals fit these pupils',
      hint: 'Do the goals start from what this class already knows?',
      levels: [
        'Starts from what the class was found to know; most pupils reach the goals and the quick ones have further to go',
        'The starting point suits most pupils; only a few find it too easy or too hard',
        'Goals follow the textbook; about half the class waits or cannot keep up',
        'Clearly too high or too low; most pupils cannot do the task or did it long ago',
      ],
    },
    'hundred-20.content.1': {
      name: 'Accurate content',
      hint: 'Are concepts, facts and demonstrations right?',
      levels: [
        "No errors; terms are used precisely, and pupils' misconceptions are caught and put right with reasons",
        'No errors of substance; a slip of the tongue is corrected by the teacher',
        'Some statements are loose or terms mixed up, though the main line is right',
        'An error of substance is taught and stays uncorrected, or a wrong answer is accepted as right',
      ],
    },
    'hundred-20.content.2': {
      name: 'Key and difficult points',
      hint: 'Does the lesson spend its time where it matters?',
      levels: [
        'Most time goes to the key point; the hard part is broken into steps or shown in several ways, and pupils get past it',
        'The key point is prominent; there is a way into the hard part and most pupils get past it',
        'Key point named but treated like everything else; the hard part is explained by the teacher alone',
        'Key point not visible, or skipped when pupils get stuck',
      ],
    },
    'hundred-20.content.3': {
      name: 'Links to life and earlier work',
      hint: 'Is new content tied to what pupils know and meet?',
      levels: [
        'Pupils themselves draw on earlier work or their own lives to explain the new content',
        "The teacher's links are apt and pupils can take them further",
        'A link is made but stays a decoration and does not help understanding',
        "New content stands alone, or examples are far from these pupils' lives",
      ],
    },
    'hundred-20.process.1': {
      name: 'Opening',
      hint: "Does the opening lead into the lesson's question?",
      levels: [
        'Within a few minutes pupils have a question that they want answered, and the lesson comes back to it',
        'Short and to the point; most pupils turn to the topic',
        'Has an opening, but too long or loosely tied to what follows',
        'Starts straight into the new work, or a game that leaves the class unsettled',
      ],
    },
    'hundred-20.process.2': {
      name: 'Stages and pacing',
      hint: 'Do the stages build on one another in good time?',
      levels: [
        'Each stage builds on the last; pupils know what is next; pace changes with their responses; ends on time',
        'Stages are clear and in order; one of them is a little long or short',
        'Stages are there but joined by "next"; the first part drags and the end is rushed',
        'Order is hard to follow; the main work is unfinished at the bell',
      ],
    },
    'hundred-20.process.3': {
      name: 'Pupil participation',
      hint: 'How many take part, and in what?',
      levels: [
        'Nearly everyone reads, writes, speaks or makes something that needs thought; hands go up in every part of the room',
        'Most pupils work on the task; those who drift are brought back',
        'Mostly the same few answer; the rest listen and copy',
        'Pupils mainly sit and listen; many are doing something else',
      ],
    },
    'hundred-20.process.4': {
      name: 'Practice and checking',
      hint: 'Does practice show who has got it?',
      levels: [
        "Practice matches the goals and rises in steps; the teacher sees everyone's result and re-teaches on the spot",
        'Practice matches the goals; most work is seen and common errors are discussed',
        'Some practice, but all of one kind; only a few answers are checked',
        "No practice in class, or answers are read out without looking at pupils' work",
      ],
    },
    'hundred-20.process.5': {
      name: 'Wrap-up and homework',
      hint: 'Do pupils leave knowing what they learnt and what is next?',
      levels: [
        'Pupils sum up what and how they learnt; homework follows from it, in a fair amount, with a choice',
        'Teacher and pupils sum up together; homework fits the lesson',
        'The teacher repeats the main points in a hurry; homework is a page number',
        'Ends at the bell without a summary, or homework has little to do with the lesson',
      ],
    },
    'hundred-20.method.1': {
      name: 'Questioning',
      hint: 'Level of questions, time to think, follow-up',
      levels: [
        'Questions rise in level; most pupils get time to think; follow-up questions move understanding on',
        'Key questions make pupils think and there is a pause; answers are sometimes followed up',
        'Many questions of recall; one answer and on to the next',
        '"Yes or no", chorus answers, or the teacher answers their own question',
      ],
    },
    'hundred-20.method.2': {
      name: 'Prompting thought',
      hint: 'Do pupils reason, compare, doubt?',
      levels: [
        'Pupils give reasons, compare ways and question one another; the teacher holds back the answer',
        'Hints let pupils find the main result themselves',
        'The teacher leads step by step, pupils fill in single words',
        'Conclusions are told; pupils are asked to remember them',
      ],
    },
    'hundred-20.method.3': {
      name: 'Independent and group work',
      hint: 'Is there real work alone and with others?',
      levels: [
        'Pupils first think alone; group tasks need everyone, roles are clear, and groups answer one another',
        'Time for work alone and in groups; most members contribute and results are shared',
        'Groups sit together, one or two pupils do the work; too short to get anywhere',
        "No work of pupils' own, or group work for show",
      ],
    },
    'hundred-20.method.4': {
      name: 'Attention to differences',
      hint: 'Are slower and quicker pupils both served?',
      levels: [
        'Tasks, hints or time differ by need; slower pupils succeed and quick ones are stretched',
        'Slower pupils are helped one by one; quick ones get an extra task',
        'Differences are noticed but everyone does the same at the same pace',
        'Teaches to a few quick pupils; those who do not follow are left alone',
      ],
    },
    'hundred-20.method.5': {
      name: 'Assessment and feedback',
      hint: 'Does feedback say what is good and what to do next?',
      levels: [
        'Feedback names what is right and what to change; pupils use it at once; they also assess one another by criteria',
        'Feedback is timely, mostly specific and encouraging',
        'Mostly "good" or "right"; wrong answers are passed to someone else',
        'No feedback, or pupils are scolded or laughed at for mistakes',
      ],
    },
    'hundred-20.method.6': {
      name: 'Media and materials',
      hint: 'Do slides, apparatus and experiments help learning?',
      levels: [
        'Makes visible what words cannot; pupils handle or use it themselves; smooth and safe',
        'Suits the content and helps; used smoothly',
        'Mostly the textbook on a screen; turned too fast to read',
        'Distracts, fails for minutes, or nothing is shown where it was needed',
      ],
    },
    'hundred-20.craft.1': {
      name: 'Spoken language',
      hint: 'Clear, accurate, right in speed and volume',
      levels: [
        'Clear and lively; heard at the back; stress and pauses carry the key points; no filler words',
        'Clear and accurate in standard language; speed suits most pupils',
        'Understandable, but flat, too fast or wordy',
        'Often unclear or wrong; pupils ask what was meant',
      ],
    },
    'hundred-20.craft.2': {
      name: 'Board work',
      hint: 'Does the board show the line of the lesson?',
      levels: [
        "Grows with the lesson and shows its structure; pupils' ideas are on it; neat and correct",
        'Key points are there, in order, easy to read',
        'Scattered words; parts wiped off while still needed',
        'Almost nothing, illegible or with mistakes',
      ],
    },
    'hundred-20.craft.3': {
      name: 'Manner and rapport',
      hint: 'Bearing, eye contact, warmth',
      levels: [
        'At ease and warm; eyes and steps reach all of the room; pupils come forward with questions',
        'Friendly and composed; looks at most pupils',
        'Correct but stiff; stays at the front or eyes on the script',
        "Cold, impatient or careless; pupils avoid the teacher's eyes",
      ],
    },
    'hundred-20.craft.4': {
      name: 'Handling the unexpected',
      hint: 'What happens when things go another way?',
      levels: [
        'An unexpected answer or event is turned into learning; the plan changes sensibly',
        'Calm; deals with it properly and returns to the line',
        'Falters or puts it off with "later", and later does not come',
        'Ignored or suppressed, or the class gets out of hand',
      ],
    },
  },
  bonus: { 'hundred-20.bonus.idea': 'A new idea that works', 'hundred-20.bonus.style': 'Personal teaching style' },
  bands: BANDS,
  prompts: PROMPTS,
};
