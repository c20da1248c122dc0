import type { DeliverableSubject } from '../deliverable.js';
import type { BilingualChapter } from './bilingual-chapter.js';

/** A non-fiction book on a place and its makers: looking, measuring, the people, and a walk. */
export function essayChapters(subject: DeliverableSubject): BilingualChapter[] {
  return [
    { titleEn: 'How to look', titleZh: '怎样看', en: [
      `${subject.nameEn} begins, like every honest study, with standing still. Choose one doorway, one tool or one window and look at it for five minutes. In the first minute you see what you already know; in the fifth you begin to see what is there.`,
      'Look for repairs. A repaired thing was worth repairing, and the repair tells in which year, with which means, and by how careful a hand. Next look for what touches the ground: water and feet are the two great teachers of design.',
      'Last, look for numbers: how many bays, how many steps, how many panes. Builders and makers repeat what works. Where the number changes, something happened.',
    ], zh: [
      `《${subject.nameZh}》和一切诚实的研究一样，从站住不动开始。选一个门口、一件工具或一扇窗，看上五分钟。第一分钟你看到已经知道的，第五分钟才开始看到真正在那里的。`,
      '先看修补。修补过的东西值得修补，而修补会说出是哪一年、用什么办法、出自多细心的手。再看接触地面的地方：水和脚是设计的两位好老师。',
      '最后看数目：几开间、几级台阶、几块玻璃。工匠重复有用的做法；数目变了的地方，一定发生过什么。',
    ] },
    { titleEn: 'Measure and drawing', titleZh: '丈量与绘图', en: [
      'A drawing is a decision about what matters. Draw the plan first, because a plan cannot flatter; then one section, cut where most things happen; and only then the view that everybody photographs.',
      'Measure with your body before you take the tape: a hand is about 18 centimetres, a pace about 70. Note both figures. The difference between the felt and the measured size is often the secret of a good room.',
      'Write the date, the weather and the name of the person who let you in on every sheet. In twenty years these will be the most valuable lines of all.',
    ], zh: [
      '图纸是关于什么重要的决定。先画平面，因为平面不会奉承人；再画一个剖面，切在事情最多的地方；最后才画人人都拍照的那个立面。',
      '拿卷尺之前先用身体量：一拃约十八厘米，一步约七十厘米。两个数都记下。感觉的尺寸与量出的尺寸之差，往往就是一间好屋子的秘密。',
      '每张图上写明日期、天气，以及让你进门的人的名字。二十年后，这几行会是最珍贵的。',
    ] },
    { titleEn: 'People who make and mend', titleZh: '做的人，修的人', en: [
      `In ${subject.clusterEn} one still meets people who learned by watching. They rarely explain; they hand you the tool. The knowledge is in the order of the movements, and in what is left out.`,
      'We asked each of them the same three questions: what do you check first, what do you never do in the rain, and what would you like the next person to know? The answers are shorter than expected and agree more than expected.',
      'The most frequent answer to the last one: "Leave room." For water, for heat, for the hand of the one who will mend it after you.',
    ], zh: [
      '在这里，还能遇到靠看学会手艺的人。他们很少解释，只把工具递给你。本事在动作的先后里，也在省去的动作里。',
      '我们问每个人同样三个问题：你先检查什么？下雨天绝不做什么？想让下一个人知道什么？回答比预想的短，也比预想的一致。',
      '对最后一问，最多的回答是：“留点余地。”给水，给热，给以后修它的那只手。',
    ] },
    { titleEn: 'A walk of one hour', titleZh: '一小时的散步', en: [
      'Start where the oldest paving is. Walk on the shady side, slowly, and stop at every threshold that is worn in the middle. Ten minutes.',
      'Turn into the narrowest passage that is still public. Look up: the line between the roofs shows how the plots were once divided. Fifteen minutes.',
      'Find a place to sit that was not made for sitting. Draw for twenty minutes; the remaining fifteen are for talking with whoever asks what you are doing.',
    ], zh: [
      '从铺地最老的地方出发，走在阴凉的一侧，慢一点，凡是中间磨凹的门槛都停一停。十分钟。',
      '拐进仍然对公众开放的最窄的巷子，抬头看：屋檐之间那条线，说明当年地块怎样划分。十五分钟。',
      '找一个不是为坐而做的地方坐下，画二十分钟；剩下的十五分钟，留给来问你在做什么的人。',
    ] },
  ];
}
