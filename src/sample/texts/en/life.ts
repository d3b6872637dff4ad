import type { LifeTexts } from '../shape.ts';

/** What happens around the lessons of the English sample school. */
export const life: LifeTexts = {
  duties: {
    reflection: [
      'What waiting three seconds does',
      'The wrong answer on the board',
      'Why the group task took twenty minutes',
      'Three pupils who never raise a hand',
      'Feedback that pupils answer',
    ],
    record: [
      'A lesson on fractions, minute by minute',
      'Transcript: reading between the lines',
      'A practical lesson, filmed and annotated',
      'Pupils’ talk in pairs, written down',
    ],
    courseware: [
      'Slides and task cards: area',
      'An interactive timeline',
      'Listening tasks for two levels',
      'A set of exit questions',
    ],
    paper: ['Questions that ask for reasons', 'Mixed practice in small steps', 'Reading aloud in subject lessons'],
    talk: ['How our team reads lessons together', 'Routines in the first week', 'What observers’ notes can tell'],
    training: [
      'Assessment that helps learning',
      'Safeguarding refresher',
      'Talk for learning, day course',
      'Using data with care',
    ],
    journals: ['The Local Teacher', 'Classroom Notes'],
    forums: ['Teachers’ day of the trust', 'Subject network meeting'],
    courses: ['Training centre', 'Online', 'Our hall'],
    note: 'Ask the head of department for the photos before the booklet goes in.',
  },
  otherPeriods: [
    { name: 'Tutor time', start: '08:30', end: '08:45' },
    { name: 'After-school study', start: '15:35', end: '16:25' },
  ],
  swappedDay: 'INSET day',
  series: {
    report: 'New teachers’ lessons, September {year}',
    improvement: 'Lessons taught again, November {year}',
    demonstration: 'Demonstration lessons {year}',
  },
  calibrations: [
    'Agreed after the debrief. Where we differed we read the wording of the level once more.',
    'Agreed in the group meeting, indicator by indicator; pupils’ answers in the notes settled most of it.',
    'Scored apart first, then agreed: half an hour is enough.',
  ],
  materials: ['Lesson plan', 'Slides', 'Worksheet', 'Seating plan', 'Observation task for visitors'],
  debriefPlaces: ['Staff library', 'Meeting room 1', 'The classroom itself'],
  debriefs: [
    {
      text: 'The teacher explained why the task was cut in two. Colleagues compared what they saw at three tables: most pupils began at once, one table waited for help with the first step.\nWe looked at the questions asked in the first ten minutes; four of six could be answered with one word.',
      conclusions: 'Keep the two-part task. Write down three questions beforehand that ask for a reason.',
    },
    {
      text: 'We began with the pupils’ books. The examples in the middle were clear and nearly everybody used them; the last question was reached by seven pupils.\nThe teacher had planned two more minutes for it and told us what took longer.',
      conclusions: 'Put the hardest question before the summary. Two colleagues try the same change next week.',
    },
    {
      text: 'Each observer named one moment in which pupils were thinking hard. Three of five named the same one: the wrong answer left on the board.\nAgreed that the discussion in pairs gave quiet pupils their turn; the reporting back was long.',
      conclusions: 'Use a wrong answer on purpose once a week. Hear two pairs instead of five.',
    },
    {
      text: 'The teacher said first what went differently from the plan. Then the observers’ notes were read aloud in the order of the lesson, without judging.\nRoutines for moving into groups save two minutes each time and are worth copying.',
      conclusions: 'The routine goes into the team’s handbook. The end of the lesson needs its own five minutes.',
    },
  ],
  activityPlaces: ['Staff library', 'Meeting room 1', 'Room 12'],
  activities: [
    {
      topic: 'Planning the term: what we watch for in each other’s lessons',
      agenda: 'Half an hour of reading, then the list of open lessons, then who visits whom.',
      record:
        'We read two pages on checking understanding and chose it as the focus of the term. Everybody wrote down one lesson that they would open.',
      resolutions: 'Dates of the open lessons are in the calendar by Friday.',
    },
    {
      topic: 'Questions that ask for a reason',
      agenda: 'Watch eight minutes of a recorded lesson, count the questions, rewrite three of them.',
      record:
        'Twenty-one questions in eight minutes, five of them asked for a reason. The rewritten ones were tried out in pairs.',
      resolutions: 'Each teacher brings two questions and the answers that they got next time.',
    },
    {
      topic: 'After the open lesson: what the pupils wrote',
      agenda: 'Six books from the open lesson, sorted into three piles; talk about the middle one.',
      record: 'The middle pile knew the method but not when to use it. The examples had all been of one kind.',
      resolutions: 'Mix two kinds of example from the first lesson on.',
    },
    {
      topic: 'One topic, two designs',
      agenda: 'Two colleagues present their plans; the others act as pupils for ten minutes each.',
      record:
        'The first design led to the rule quickly, the second left time to find it. Both teachers will give their lesson next week and visit each other.',
      resolutions: 'Compare the exit tickets of both classes.',
    },
    {
      topic: 'Marking less, answering more',
      agenda: 'Each brings five pieces of homework with the marks as they were given.',
      record:
        'Pupils acted on short questions and not on long comments. Whole-class answers took ten minutes instead of two hours.',
      resolutions: 'For four weeks: one question a book, whole-class answer the next day.',
    },
    {
      topic: 'Lesson rationale talks of our two new colleagues',
      agenda: 'Two talks of twelve minutes, questions, one piece of advice from everybody.',
      record:
        'Both knew what pupils find hard and how they would notice it. The time for practice was short in both plans.',
      resolutions: 'Both move five minutes from the introduction to practice.',
    },
    {
      topic: 'Looking back at the assessment',
      agenda: 'Three questions with the lowest results; what was taught, what was understood.',
      record:
        'One question was read wrongly by a third of the pupils. For the other two a step had been skipped in class.',
      resolutions: 'A starter of four minutes for each of the two steps, for two weeks.',
    },
    {
      topic: 'The end of a lesson',
      agenda: 'Observers’ notes of the last five minutes from six lessons, without names.',
      record:
        'In four of six lessons the bell ended the lesson. Pupils could say what they did, less often what they had learnt.',
      resolutions: 'A clock time for the summary stands in every plan.',
    },
  ],
  meetingPlaces: ['Staff library', 'Classroom', 'Staff room'],
  meetings: [
    {
      topic: 'What we expect of each other',
      record:
        'We agreed on Wednesday afternoons and on one focus for each visit. Worries about the noisy class were named.',
    },
    {
      topic: 'The first five minutes',
      record: 'Went through the notes of two visits minute by minute. A task on the board as pupils come in.',
    },
    {
      topic: 'Planning one lesson together',
      record: 'Cut the plan from five activities to three. Wrote down what to do when pupils are faster or slower.',
    },
    {
      topic: 'Questions and waiting',
      record: 'Three seconds feel long and helped. Next time names come after the question.',
    },
    {
      topic: 'Talking with parents',
      record: 'Practised the beginning of a difficult conversation in turns.',
    },
    {
      topic: 'Half-way',
      record: 'Looked at the goals: one reached, one on its way. The third is now about fewer instructions.',
    },
    {
      topic: 'Books and feedback',
      record: 'Read ten books together. Comments have become shorter, and pupils answer them.',
    },
    {
      topic: 'A lesson that did not work',
      record:
        'Told the lesson from the pupils’ side. The step in the middle was missing; it is taught again on Thursday.',
    },
  ],
  interim: [
    'Calm routines, good relations with pupils. Works on questions and on the time for practice. Both visit each other as agreed.',
    'Plans carefully and asks for advice early. The pace in the middle of lessons is the next thing to work on.',
  ],
  final: [
    'The goals are reached. Lessons begin at once, pupils give reasons, and books are answered within two days. Ready to open a lesson to the team.',
    'A steady year: routines stand and practice has its time. Checking understanding before moving on stays a goal for next year.',
  ],
  results: ['Completed', 'Completed with merit'],
};
