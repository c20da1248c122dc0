import type { DeliverableSubject } from '../deliverable.js';
import { SeededRandom } from '../seeded-random.js';
import type { BilingualChapter } from './bilingual-chapter.js';

const HEROES = [['Shen Yun', '沈云'], ['Lu Qing', '陆青'], ['Bai He', '白禾'], ['Gu Ning', '顾宁'], ['Wen Shu', '闻书']] as const;
const FRIENDS = [['Old Tang', '老唐'], ['Aunt Mei', '梅姨'], ['little Dou', '小豆'], ['Captain Hai', '海船长']] as const;
const PLACES = [['the ferry landing', '渡口'], ['the bell tower', '钟楼'], ['the market under the arcades', '骑楼下的集市'], ['the mountain gate', '山门']] as const;
const OBJECTS = [['a brass key', '一把铜钥匙'], ['a letter without a name', '一封没有署名的信'], ['a cracked tea bowl', '一只有裂纹的茶碗'], ['half of a jade fish', '半块玉鱼']] as const;

/** The opening of a short novel in four chapters; people, place and the object that starts it differ by product. */
export function novelChapters(subject: DeliverableSubject): BilingualChapter[] {
  const random = new SeededRandom(`${subject.productId}/novel`);
  const [hero, heroZh] = random.pick(HEROES);
  const [friend, friendZh] = random.pick(FRIENDS);
  const [place, placeZh] = random.pick(PLACES);
  const [object, objectZh] = random.pick(OBJECTS);
  return [
    { titleEn: 'Rain before dawn', titleZh: '黎明前的雨', en: [
      `The rain had stopped an hour before dawn, and ${place} smelt of wet stone. ${hero} had come early because the message said early, and because people who come early see who comes late.`,
      `Under the eaves stood a stall that had no goods on it, only ${object}, placed in the middle of a clean cloth as if it were for sale. Nobody stood behind it. "How much?" asked ${hero}, to the empty air.`,
      `"That depends," said a voice from above, "on what you intend to do with it." On the beam sat ${friend}, eating a sesame cake with great care. "Take it and you are in the story. Leave it, and you will wonder for the rest of your life."`,
      `${hero} thought of the warm bed, of the debts, and of the road. Then took it.`,
    ], zh: [
      `雨在黎明前一个时辰停了，${placeZh}弥漫着湿石头的气味。${heroZh}来得很早，因为信上说要早，也因为来得早的人看得见谁来得晚。`,
      `屋檐下摆着一个没有货物的摊子，干净的布中央只放着${objectZh}，像是要卖的样子，摊后却没有人。“多少钱？”${heroZh}对着空气问。`,
      `“那要看，”上面有个声音说，“你打算拿它做什么。”${friendZh}坐在梁上，正小心翼翼地吃一块芝麻饼。“拿了它，你就进了这个故事；不拿，你会想一辈子。”`,
      `${heroZh}想到了暖和的床，想到了欠的债，又想到了路。然后伸手拿了。`,
    ] },
    { titleEn: 'What the neighbours knew', titleZh: '街坊知道的事', en: [
      `By noon the whole street knew. In a small town nothing travels as fast as a thing that should be kept quiet, and by evening there were four versions of it, in one of which ${hero} had fought three men.`,
      `The only person who asked the right question was the old woman who mended umbrellas. "Who lost it?" she said. "A thing that is found was lost by somebody. Look for the one who does not complain."`,
      `So they went from door to door, ${hero} talking and ${friend} listening, which was how they had always divided the work. At the eleventh door a child opened, saw what they carried, and closed it again without a sound.`,
    ], zh: [
      `到了中午，整条街都知道了。小镇里没有什么比该保密的事传得更快；到傍晚已经有了四种说法，其中一种说${heroZh}一人打倒了三个汉子。`,
      `只有补伞的老婆婆问对了问题。“是谁丢的？”她说，“捡到的东西总有人丢过。去找那个不吭声的人。”`,
      `于是他们挨家挨户去问，${heroZh}说话，${friendZh}听，他们一向这样分工。到第十一家，开门的是个孩子，看见他们手里的东西，又一声不响地把门关上了。`,
    ] },
    { titleEn: 'The eleventh door', titleZh: '第十一扇门', en: [
      'Behind the door lay a courtyard with a dry well, and beside the well sat a man who had been famous once. He did not get up. "I hoped it would be somebody younger," he said, "or somebody wiser. But you are here."',
      `He told them of the flood year, of the boat that left with one lamp too few, and of the promise that had been divided among three people so that none of them could break it alone. ${friend} forgot to eat. When he had finished, the light had moved from one wall to the other.`,
      `"What must I do?" asked ${hero}. The man smiled for the first time. "Finish it. And do not hurry: those who hurried before you are the reason why it is not finished."`,
    ], zh: [
      '门后是一个有枯井的院子，井边坐着一个曾经有名的人。他没有起身。“我原盼着来个更年轻的，”他说，“或者更聪明的。可来的是你们。”',
      `他讲起发大水的那一年，讲起那条少带了一盏灯的船，讲起一个分给三个人保管的诺言，这样谁也不能独自毁约。${friendZh}忘了吃东西。等他讲完，日光已经从一面墙移到了另一面墙。`,
      `“我该做什么？”${heroZh}问。那人第一次笑了。“把它做完。别着急：在你之前着急的人，正是它没做完的原因。”`,
    ] },
    { titleEn: 'One lamp more', titleZh: '多一盏灯', en: [
      `They left before the street woke. ${hero} carried ${object}; ${friend} carried everything else and complained about it, cheerfully, for the first two miles.`,
      `At ${place} they lit a lamp, the one that had been missing, and set it on the water. It turned twice, as if looking back, and then the current took it. "Is that all?" said ${friend}. "That is the beginning," said ${hero}.`,
      'Far down the river, where nobody should have been, a second lamp answered.',
    ], zh: [
      `他们在街坊醒来之前动身。${heroZh}带着${objectZh}；${friendZh}背着其余的一切，头两里路一直高高兴兴地抱怨。`,
      `在${placeZh}，他们点起那盏当年缺了的灯，放到水上。它转了两圈，像是回头看，然后被水带走了。“就这样？”${friendZh}说。“这才开始。”${heroZh}说。`,
      '河的下游，本不该有人的地方，亮起了第二盏灯。',
    ] },
  ];
}
