import type { DeliverableSubject } from '../deliverable.js';
import type { BilingualChapter } from './bilingual-chapter.js';

/** The art book of an animated work: world, characters, colour script, and how a shot is made. */
export function artBookChapters(subject: DeliverableSubject): BilingualChapter[] {
  return [
    { titleEn: 'The world', titleZh: '世界', en: [
      `${subject.descriptionEn}`,
      `The world of ${subject.nameEn} was drawn from the ground up: first the paths, because characters have to go somewhere, then the water, which gives light from below, and the houses last. No wall is straight. The team's rule was that every line should look as though a kind person had drawn it in a hurry.`,
      'Scale is set by one object that appears in every scene: a lantern as tall as the smallest hero. It tells the eye how big a mountain is and how far away home lies.',
    ], zh: [
      `${subject.descriptionZh}`,
      `《${subject.nameZh}》的世界是从地面往上画的：先画路，因为角色总要去什么地方；再画水，它从下面给光；最后才画房子。没有一面墙是直的。团队的规矩是：每条线都要像一个善良的人匆忙画下的。`,
      '尺度由一件每场都出现的东西决定：一盏和最小的主角一样高的灯笼。它告诉眼睛山有多大，家有多远。',
    ] },
    { titleEn: 'Characters', titleZh: '角色', en: [
      'Each character starts as a shape that can be recognised at the size of a thumbnail: a drop, a seed, a bell. Details come only after the shape has passed the test of the other end of the corridor.',
      'The heroes have few lines in the face, so that small changes read clearly: the brow moves before the mouth, and the eyes move before both. Anger is drawn with straight lines and joy with round ones; when the two are mixed, the audience feels that somebody is hiding something.',
      'Costumes carry the story. The sleeve that is too long in the first episode fits in the last.',
    ], zh: [
      '每个角色都从一个缩略图大小也认得出的形状开始：一滴水、一粒种子、一口钟。只有在走廊另一头还认得出，才开始加细节。',
      '主角脸上线条很少，这样细小的变化才清楚：眉先于嘴动，眼先于两者动。愤怒用直线，喜悦用圆线；两者混在一起，观众就知道有人在隐瞒什么。',
      '服装讲故事。第一集里太长的袖子，到最后一集正好合身。',
    ] },
    { titleEn: 'The colour script', titleZh: '色彩脚本', en: [
      'Before any background is painted, the whole work is laid out as a strip of small colour fields, one a scene. Read from left to right it must tell the story without a figure: warm, cool, nearly grey, then the one bright field that everybody waits for.',
      'Three colours are reserved. Nobody may use them before the scene they belong to. When they come, they feel like weather.',
      'Shadows are never black. They take the colour of the sky of the scene, darker and a little greener, as they do in the hills after rain.',
    ], zh: [
      '在画任何背景之前，全片先排成一条小色块，每场一块。从左到右看，没有人物也要讲得出故事：暖、冷、近乎灰，然后是人人等待的那一块亮色。',
      '有三种颜色是留着的，在属于它们的那一场之前谁也不能用。等它们出现，就像天气变了。',
      '阴影从不用黑。它取那一场天空的颜色，更深，略偏绿，像雨后的山里那样。',
    ] },
    { titleEn: 'From board to shot', titleZh: '从分镜到镜头', en: [
      'A shot begins as a panel of four lines. The layout fixes the horizon and the path of the eye; the key drawings fix the moments in which a character decides something; all other drawings only connect them.',
      'Timing is tried with a voice: the animator says the action aloud and counts. If it can be said in one breath it is one shot. If not, it is two.',
      'The last step is to take something away: one leaf, one blink, one sound. What remains is stronger, and the audience fills the gap with its own memory.',
    ], zh: [
      '一个镜头从四根线的小格开始。构图定下地平线和视线的路；原画定下角色作决定的时刻；其余的画只是把它们连起来。',
      '节奏用嗓子试：动画师把动作念出来，一边数拍。一口气念得完就是一个镜头，念不完就是两个。',
      '最后一步是拿掉一点东西：一片叶子、一次眨眼、一个声音。剩下的更有力，空出来的由观众用自己的记忆补上。',
    ] },
  ];
}
