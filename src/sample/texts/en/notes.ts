import type { NoteTexts } from '../shape.ts';

/** Notes and remarks as colleagues in an English school write them. */
export const notes: NoteTexts = {
  joiner: ' ',
  themes: {
    goal: {
      good: [
        'Learning intention put into pupils’ own words by {who}.',
        'Asked {who} “What are you learning?” – answered with the aim, not with the task.',
        'Success criteria came out of a model answer that the class took apart.',
      ],
      weak: [
        'Objective on the slide for a few seconds; {who} could not say it when asked.',
        'Task explained, purpose not: pupils knew what to do but not what for.',
        'Three objectives for one lesson; only the first came up again.',
      ],
      strengths: [
        'A clear learning intention that pupils could put into their own words.',
        'The aim was picked up again at the end and checked against the work.',
      ],
      suggestions: [
        'Let pupils put the aim into their own words before the task starts.',
        'Choose one aim and come back to it at the end of the lesson.',
      ],
      step: 'Pupils say the aim in their own words before the task starts.',
    },
    content: {
      good: [
        'Misconception named and dealt with: “Many people think …, let’s test it.”',
        'Example from the pupils’ own week made the idea concrete.',
        'New idea built on last lesson; {who} made the link without being asked.',
      ],
      weak: [
        'Definition given quickly, one example only; {who} copied it with a mistake.',
        'The key idea came after {m} minutes of side matters.',
        'Textbook page worked through in order; the hard part got no more time than the rest.',
      ],
      strengths: [
        'Sound subject knowledge: the likely misconception was met before it took hold.',
        'Well-chosen examples that lead from what pupils know to what is new.',
      ],
      suggestions: [
        'Spend more time on the hard part and less on what pupils know already.',
        'Add a second, different example before pupils work alone.',
      ],
      step: 'Name the hardest point of each lesson in the plan and give it ten minutes.',
    },
    'lead-in': {
      good: [
        'Opening problem on the board as pupils come in; all writing within {n} minutes.',
        'A short puzzle made {who} argue about the answer before the topic was named.',
        'Last lesson recalled without books: {k} hands up for the first question.',
      ],
      weak: [
        'Starter took {m} minutes and had no link to the rest of the lesson.',
        'Long talk at the start; first pupil voice heard after {m} minutes.',
        'Video as an opener, no question to watch it with; {who} drifted off.',
      ],
      strengths: [
        'A short opening that made pupils want to know more.',
        'The recall task at the start woke up what was needed later.',
      ],
      suggestions: [
        'Shorten the starter to five minutes and link it to the main task.',
        'Give a question before the video or story so that pupils look for something.',
      ],
      step: 'Starter of five minutes that leads to the main question.',
    },
    question: {
      good: [
        '“How do you know?” asked after three answers in a row; {who} changed their mind.',
        'Waited a good five seconds after the question: hands rose from {n} to {k}.',
        'Question put to all first, name called afterwards; everyone was ready.',
      ],
      weak: [
        'Question answered by the teacher after a second of silence.',
        'Mostly yes-or-no questions; the same {n} pupils answered.',
        'Chorus answers: hard to tell who really understood.',
      ],
      strengths: [
        'Open questions with real thinking time; many voices were heard.',
        'Follow-up questions such as “How do you know?” took answers deeper.',
      ],
      suggestions: [
        'Wait five seconds after a question before taking an answer.',
        'Plan three key questions word for word and put them to the whole class.',
      ],
      step: 'Three key questions written into the plan, five seconds of waiting after each.',
    },
    feedback: {
      good: [
        'Wrong answer used as a stepping stone: “What would have to be true for that?”',
        'Told {who} exactly what to change in the second line; the change was made at once.',
        'Praise was for the method, not for the person.',
      ],
      weak: [
        '“Good”, “well done”: {n} answers in a row with no word about why.',
        'Wrong answer passed over and a stronger pupil asked instead.',
        'Books ticked while walking round; the slip in question 2 went unseen.',
      ],
      strengths: [
        'Feedback was specific, and pupils used it in the lesson.',
        'Mistakes were welcome and taken up to move the class on.',
      ],
      suggestions: [
        'Say what was good about an answer, and give time to improve it.',
        'Stay with a wrong answer a moment longer: ask how the pupil got there.',
      ],
      step: 'Five minutes in each lesson in which pupils act on feedback.',
    },
    listen: {
      good: [
        'Pupils answered each other: “I agree with … because …”.',
        '{who} repeated a classmate’s idea before adding to it.',
        'Full sentences expected and given, from quiet pupils too.',
      ],
      weak: [
        'All talk ran through the teacher; pupils did not turn to one another.',
        'While one pupil spoke {who} chatted; nobody was asked to respond.',
        'One-word answers accepted throughout.',
      ],
      strengths: [
        'Pupils listened to each other and built on what was said.',
        'Talk was in full sentences, with reasons.',
      ],
      suggestions: [
        'Ask pupils to respond to each other before you do.',
        'Give sentence starters so that answers come in full sentences.',
      ],
      step: 'A second pupil responds to each answer before the teacher does.',
    },
    group: {
      good: [
        'Roles on cards: every member of table {g} could say what they were doing.',
        'Group task needed everyone’s piece; the quietest pupil held the key card.',
        'Table {g} reported what they disagreed about, not only the answer.',
      ],
      weak: [
        'In table {g} one pupil wrote, the others watched.',
        'Group work of {m} minutes without a product; {who} waited for it to end.',
        'Groups told to discuss before the question was clear.',
      ],
      strengths: [
        'Group work with clear roles, in which everyone was needed.',
        'Pairs and groups worked with purpose and reported back what they found.',
      ],
      suggestions: [
        'Give each member of a group a role and a part of the product.',
        'Let pupils think alone for one minute before group talk.',
      ],
      step: 'Roles and one product for each group task.',
    },
    practice: {
      good: [
        'Practice rose in small steps; {k} pupils reached the last task.',
        'First question done together, second in pairs, then alone.',
        'Pupils marked three questions themselves and put one right.',
      ],
      weak: [
        'Ten alike questions; {who} finished early and had nothing to do.',
        'Only {m} minutes left for pupils to work on their own.',
        'Jump from the example to the exercise too big; {who} needed it explained again.',
      ],
      strengths: [
        'Well-stepped practice: from guided to independent work.',
        'Plenty of time in which pupils themselves were at work.',
      ],
      suggestions: [
        'Keep at least fifteen minutes for independent practice.',
        'Put a middle step between the worked example and the exercise.',
      ],
      step: 'At least fifteen minutes of independent practice a lesson.',
    },
    differ: {
      good: [
        'Hint cards on the side table; {who} fetched one without asking.',
        'Went to {who} first after setting the task, then let them go on alone.',
        'A harder version ready for early finishers – taken up by {n} pupils.',
      ],
      weak: [
        'Same sheet for all: {who} done in {m} minutes, two others not begun.',
        'Help came to those who called loudest; {who} waited with a hand up.',
        'Extension was “more of the same”.',
      ],
      strengths: [
        'Support and challenge were both ready; nobody was left waiting.',
        'The teacher knew who would need help and was there first.',
      ],
      suggestions: [
        'Prepare one hint and one harder question for each main task.',
        'Start the round with the pupils who find it hardest to begin.',
      ],
      step: 'One hint card and one challenge for each main task.',
    },
    board: {
      good: [
        'Board grew with the lesson: question, two pupil ideas, rule.',
        'Key words stayed at the side; {who} looked there while writing.',
        'Worked example left on the board during practice.',
      ],
      weak: [
        'Board wiped before {who} had finished copying.',
        'Everything on slides; when one was gone, its idea was gone too.',
        'Writing at the lower edge not readable from the back row.',
      ],
      strengths: [
        'A board that shows the line of thought of the whole lesson.',
        'Worked example and key words stayed in view while pupils worked.',
      ],
      suggestions: [
        'Keep the worked example on the board until the end of practice.',
        'Plan the board: what stays, what may go.',
      ],
      step: 'A sketch of the board in each plan.',
    },
    media: {
      good: [
        'Real objects in hand before the picture on the screen; {who} noticed a detail.',
        'Visualiser used for two pupil answers, compared line by line.',
        'Short clip stopped twice for a prediction.',
      ],
      weak: [
        'Slides full of text, read aloud.',
        'Tablets out for {m} minutes to answer what a show of hands would tell.',
        'Only {who} could see the demonstration.',
      ],
      strengths: [
        'Materials were simple, to hand and helped pupils see the idea.',
        'Pupils’ own work under the visualiser became teaching material.',
      ],
      suggestions: [
        'Fewer words on the slides; let pupils say them.',
        'Place the demonstration so that every pupil can see it.',
      ],
      step: 'One piece of pupils’ work under the visualiser each lesson.',
    },
    language: {
      good: [
        'Instruction in three short sentences, repeated by {who}; no questions afterwards.',
        'Calm voice, went quieter instead of louder – the room followed.',
        'Technical term used, explained and then expected from pupils.',
      ],
      weak: [
        'Instructions while pupils were already moving; repeated three times.',
        'Fast speech at the key point; {who} asked a neighbour.',
        'Many fillers and “okay?” without looking for an answer.',
      ],
      strengths: [
        'Clear, calm instructions; pupils could start at once.',
        'Precise use of subject words, also expected from pupils.',
      ],
      suggestions: [
        'Give instructions in three sentences and have one pupil repeat them.',
        'Slow down at the key point and look round before going on.',
      ],
      step: 'Instructions in three sentences, repeated by a pupil.',
    },
    pace: {
      good: [
        'Timer on the screen; change of activity took under a minute.',
        'Cut the second example when it was clear that all had it.',
        'Each part had its time; the end came without hurry.',
      ],
      weak: [
        'First part ran {m} minutes over; the closing fell away.',
        'Handing out took {m} minutes, with nothing to do meanwhile.',
        'Tempo dropped after the middle; {who} looked at the clock.',
      ],
      strengths: [
        'Brisk pace with smooth changes between activities.',
        'Time was shared out well, with enough left for the ending.',
      ],
      suggestions: [
        'Set a time for each part and keep five minutes for the end.',
        'Have materials on the tables before the lesson to save time.',
      ],
      step: 'Five minutes kept free at the end of each lesson.',
    },
    climate: {
      good: [
        'Greeted each pupil at the door; {who} smiled for the first time today.',
        'A mistake read out by the pupil who made it – and thanked for.',
        'Laughter at the right moment, then back to work at once.',
      ],
      weak: [
        'Remark about a slow pupil in front of the class.',
        '{who} not spoken to during the whole lesson.',
        'Answer laughed at by a neighbour; no reaction.',
      ],
      strengths: [
        'Warm, respectful tone; pupils dare to be wrong.',
        'Every pupil was spoken to by name at least once.',
      ],
      suggestions: [
        'Speak at least once to every pupil, the quiet ones first.',
        'Settle correction in private and praise in public.',
      ],
      step: 'Each quiet pupil is spoken to by name in every lesson.',
    },
    routines: {
      good: [
        'Hand signal, silence after three seconds, no word needed.',
        'Books out, date written before the bell: the routine holds.',
        'Rule recalled with a look; {who} put it right at once.',
      ],
      weak: [
        'Talking over noise for {m} minutes until it settled.',
        'Call-outs accepted from some and corrected in others.',
        'Signal for quiet given four times.',
      ],
      strengths: [
        'Routines run by themselves and leave time for learning.',
        'Expectations were clear, calm and the same for everyone.',
      ],
      suggestions: [
        'Wait for full silence before speaking, every time.',
        'Practise one signal for quiet until it works without words.',
      ],
      step: 'One signal for quiet, waited for every time.',
    },
    thinking: {
      good: [
        'Pupils had to choose a method and defend it.',
        'Counter-example looked for by {who}; the rule was rewritten.',
        '“What would happen if …?” led to {m} minutes of real argument.',
      ],
      weak: [
        'Rule given, then applied; no moment to find it.',
        'Interesting question of {who} put off and not taken up again.',
        'Tasks asked for recall only.',
      ],
      strengths: [
        'Pupils compared, gave reasons and drew their own conclusions.',
        'A demanding problem at the heart of the lesson.',
      ],
      suggestions: [
        'Let pupils look for the rule before you give it.',
        'Add one task that asks to compare or to justify.',
      ],
      step: 'One task a lesson in which pupils compare or justify.',
    },
    check: {
      good: [
        'Exit slip with two questions; {k} of the class got both.',
        'Thumbs, then three pupils asked to prove it: good check half-way.',
        'Whiteboards up: the teacher went back one step on seeing {n} wrong answers.',
      ],
      weak: [
        '“Everyone understood?” – nodding, no check.',
        'Bell rang in the middle of a sentence; nothing gathered up.',
        'Summary given by the teacher; pupils were packing up.',
      ],
      strengths: [
        'Understanding was checked half-way, and the lesson adapted to it.',
        'The ending showed what each pupil had learnt.',
      ],
      suggestions: [
        'End with two short questions that every pupil answers in writing.',
        'Check half-way with whiteboards before going on.',
      ],
      step: 'Exit slip with two questions twice a week.',
    },
    strategy: {
      good: [
        'Pupils planned their steps on the margin before they began.',
        '{who} explained how they remember it; others noted the trick.',
        'Self-check list used before handing in.',
      ],
      weak: [
        'Stuck pupils waited; no way of helping themselves was agreed.',
        'Method shown but not named; {who} could not use it on the next task.',
        'Corrections copied, reasons not asked for.',
      ],
      strengths: [
        'Pupils know what to do when stuck and work on their own.',
        'Ways of learning were named and practised, not only content.',
      ],
      suggestions: [
        'Agree on three things to try before asking for help.',
        'Name the strategy and let pupils say when to use it.',
      ],
      step: 'A “when I am stuck” list made with the class and used.',
    },
  },
  scenes: [
    [
      'Register done while pupils work on the recall question.',
      'Topic on the board: pupils write down one thing they know about it.',
      'Homework compared in pairs; two questions taken up with the class.',
      'Picture shown for ten seconds, then covered: what did you see?',
    ],
    [
      'Teacher models the first step, thinking aloud.',
      'Pupils talk in pairs for two minutes, then four pairs report.',
      'Example 2 done by {who} at the front, the class comments.',
      'Notes copied into books; the heading is in colour.',
      'Class reads the task silently, one pupil explains it.',
    ],
    [
      'Working alone; the teacher goes round, first to {who}.',
      'Tables {g} and 2 help each other with the last task.',
      'Answers on the back of the sheet, pupils check themselves.',
      'Noise level low; {k} pupils on the third task.',
    ],
    [
      'Three pupils say what was new for them.',
      'Back to the opening question: now with an answer.',
      'Answers on sticky notes at the door.',
      'Teacher collects two open questions for next time.',
    ],
    [
      'Homework explained with an example, two levels to choose from.',
      'Homework written in planners before packing up.',
      'Optional task: ask someone at home.',
    ],
  ],
  tails: {
    good: [
      'The class was with it.',
      'Worth sharing in our team.',
      '{who} grew visibly here.',
      'That took hardly any time.',
      'Pupils are clearly used to this.',
      'Better than on my last visit.',
      'Seen twice today.',
      'I will try this myself.',
    ],
    weak: [
      'Second time today.',
      'A short pause would have helped.',
      '{who} lost the thread here.',
      'Recovered a few minutes later.',
      'To talk over in the debrief.',
      'Perhaps due to the late start.',
      'Less so in the second half.',
      'Something for the next plan.',
    ],
  },
  who: [
    'two pupils at the back',
    'a pupil near the window',
    'a quiet pupil at the front',
    'a pair in the middle row',
    'one boy',
    'one girl',
    'the table by the door',
    'a new pupil',
    'three pupils on the left',
    'a pupil who rarely speaks',
  ],
  overall: [
    'A calm lesson with much pupil work. Thank you for the open door.',
    'Solid planning; pupils knew what they were doing and why.',
    'Much has moved since the last visit.',
    'A lesson to talk over: strong first half, the second needs more time.',
    'I take away two ideas for my own class.',
    'The class works well; now more challenge for the strongest.',
    'Good relationship with the class as the base for the next step.',
    'Well prepared. The ending deserves more room.',
    'Honest, lively work on a difficult topic.',
    'A reliable everyday lesson, and that is meant as praise.',
  ],
  focus: [
    'Who speaks, and how often?',
    'What do the three quietest pupils do?',
    'How long is the wait after a question?',
    'What do pupils do in the first five minutes?',
    'Which pupils get feedback, and on what?',
  ],
  privately: [
    'Ask afterwards about the new seating plan.',
    'My own class could do this with the red books.',
    'Copy the starter for Thursday.',
    'Not sure I saw this rightly – look again next time.',
    'Heating was off, room cold.',
  ],
};
