import type { DeliverableSubject } from '../deliverable.js';
import { SAMPLE_LABEL } from '../sample-series.js';
import { SeededRandom } from '../seeded-random.js';
import { bullets, note, paragraph, steps, subheading } from './pdf-block.js';
import type { PdfBlock, PdfSection } from './pdf-block.js';

interface Lesson {
  title: string;
  idea: string;
  exercise: string;
}

interface Course {
  match: RegExp;
  tools: string[];
  lessons: Lesson[];
  code?: string[];
}

const CRAFT: Course = {
  match: /wheel|glaze|ceramic|throwing|porcelain/i,
  tools: ['Scales that read 0.1 g', 'Three test tiles for every recipe', 'A notebook that survives water', 'Mask and gloves for dry powders'],
  lessons: [
    { title: 'Clay, water and centre', idea: 'Everything later depends on a centred lump: steady hands, slow wheel, elbows on the thighs. Water is a lubricant, not an ingredient; use as little as keeps the hands sliding.', exercise: 'Centre ten lumps of 500 g without opening them. Cut the last one in half and look: the grain is even from rim to base when it was centred.' },
    { title: 'What melts and why', idea: 'A glaze is glass held in place. Silica makes the glass, alumina stiffens it, and fluxes let it melt at the heat of your kiln. Change one of the three at a time.', exercise: 'Mix a base of 40 parts feldspar, 30 silica, 20 whiting and 10 kaolin. Move whiting from 16 to 24 in steps of two and fire the five tiles together.' },
    { title: 'Colour from oxides', idea: 'Iron gives honey to black, copper green or red, cobalt blue at a tenth of the dose of the others. The air in the kiln decides as much as the oxide does.', exercise: 'Add 1, 2, 4 and 8 % iron oxide to the base. Write down which tile you would sell and why, before you look at the numbers.' },
    { title: 'Reading a fired piece', idea: 'Faults speak: crawling says dust or thick coat, pinholes say gas, crazing says the glaze shrinks more than the body. Name the fault before you change the recipe.', exercise: 'Sort twenty shards of your own by fault. For the largest heap, write one change to recipe, coat or firing and test only that.' },
  ],
};

const CODE: Course = {
  match: /python|coding|data analysis|remote-sensing|network engineer/i,
  tools: ['A computer with any current system', 'An interpreter and a plain text editor', 'One real table of your own work', 'Forty quiet minutes a lesson'],
  code: ['rows = [line.split(",") for line in open("orders.csv", encoding="utf-8")]', 'head, body = rows[0], rows[1:]', 'by_month = {}', 'for row in body:', '    month = row[head.index("date")][:7]',
    '    by_month[month] = by_month.get(month, 0) + float(row[head.index("value")])', 'for month in sorted(by_month):', '    print(month, round(by_month[month], 2))'],
  lessons: [
    { title: 'From a question to a table', idea: 'A good question names the row: one order, one pixel, one port of a switch. Once the row is clear, the columns nearly choose themselves, and the code becomes short.', exercise: 'Write your question in one sentence, underline the noun that is the row, and list five columns with their units.' },
    { title: 'Read, clean, count', idea: 'Most errors enter with the data: dates in two orders, commas in numbers, the same name written twice. Count before and after each step; a count that changes unexpectedly is a finding.', exercise: 'Run the listing below on a table of your own. Then remove the three longest rows by hand and explain the difference in the sums.' },
    { title: 'Show the shape', idea: 'A chart answers one question. Put time from left to right, start bars at zero, and label the line itself and not a legend far away.', exercise: 'Draw the same series as bars and as a line. Decide which one lets a colleague answer your question within five seconds.' },
    { title: 'Hand it over', idea: 'Work that only runs on your desk is not finished. A folder with the data, one script and ten lines of text lets another person repeat it.', exercise: 'Give the folder to a colleague and stay silent for ten minutes. Each question that comes up is a line missing from the text.' },
  ],
};

const CLASSROOM: Course = {
  match: /./,
  tools: ['A screen that the last row can read', 'The worksheet, one a pair', 'A timer that all can see', 'Two minutes of silence at the end'],
  lessons: [
    { title: 'Open with a puzzle', idea: 'A lesson starts when the learners want to know something. Show one picture, one number or one short clip that does not fit what they expect, and let pairs guess for two minutes.', exercise: 'Choose an object from your subject and write three wrong but sensible explanations of it. Use the best one as the opening.' },
    { title: 'One idea, twice', idea: 'Explain the idea once in words and once by doing. The second form reaches those who were lost in the first, and confirms the others.', exercise: 'Write the idea in one sentence of at most fifteen words. Then design an action of three minutes that shows it without words.' },
    { title: 'Practise in pairs', idea: 'Pairs speak more than groups of four and hide less than individuals. Change the writer every task, so that both think aloud.', exercise: 'Cut the worksheet into four tasks of rising difficulty; the third is the one that all must reach.' },
    { title: 'Close and look back', idea: 'The last five minutes decide what stays. Each learner writes one thing that is now clear and one that is not; the second list is the start of the next lesson.', exercise: 'Collect the slips, sort them in two minutes, and change the opening of the next lesson accordingly.' },
  ],
};

const COURSES: readonly Course[] = [CRAFT, CODE, CLASSROOM];

function lessonSection(lesson: Lesson, index: number, course: Course): PdfSection {
  const blocks: PdfBlock[] = [subheading('The idea'), paragraph(lesson.idea), subheading('Exercise'), paragraph(lesson.exercise)];
  if (course.code && index === 1) blocks.push(subheading('Listing'), { kind: 'code', lines: course.code });
  blocks.push(subheading('Before you go on'), bullets('I can say the idea in one sentence.', 'I have done the exercise and kept the result.', 'I have written down one question.'));
  return { title: `Lesson ${index + 1}: ${lesson.title}`, blocks };
}

/** Course notes with lessons, exercises and a plan; the subject of the lessons is found in the product's name. */
export function courseSections(subject: DeliverableSubject): PdfSection[] {
  const course = COURSES.find(({ match }) => match.test(subject.nameEn)) ?? CLASSROOM;
  const random = new SeededRandom(`${subject.productId}/course`);
  const minutes = course.lessons.map(() => ({ reading: random.whole(12, 20), practice: random.whole(30, 55) }));
  return [
    { title: 'How to use these notes', blocks: [
      paragraph(subject.descriptionEn),
      paragraph(`The notes accompany "${subject.nameEn}" by ${subject.merchantEn}. They hold the four core lessons in full. Each has an idea, an exercise and three checks; do them in order, one a day at most.`),
      subheading('What you need'), bullets(...course.tools),
      subheading('Plan of the time'),
      { kind: 'chart', style: 'bars', caption: `Minutes a lesson (${SAMPLE_LABEL.toLowerCase()})`, labels: course.lessons.map((_, index) => `Lesson ${index + 1}`),
        series: [{ name: 'Reading', values: minutes.map(({ reading }) => reading) }, { name: 'Practice', values: minutes.map(({ practice }) => practice) }] },
    ] },
    ...course.lessons.map((lesson, index) => lessonSection(lesson, index, course)),
    { title: 'Record of your work', blocks: [
      paragraph('Print this page or copy it into your notebook. A lesson counts as done when the three checks are true and the result of the exercise is kept.'),
      { kind: 'table', head: ['Lesson', 'Reading', 'Practice', 'Result kept as', 'Done on'], rows: course.lessons.map((lesson, index) => [
        lesson.title, `${minutes[index]?.reading ?? 0} min`, `${minutes[index]?.practice ?? 0} min`, '', '']) },
      note(`${SAMPLE_LABEL}: minutes vary from learner to learner.`),
      subheading('If you get stuck'), steps('Do the exercise again with half of the size.', 'Explain it aloud to someone who does not know the subject.', 'Write to the merchant through the messages of your order, with a photo or the file.'),
    ] },
  ];
}
