import type { DeliverableSubject } from '../deliverable.js';
import { SeededRandom } from '../seeded-random.js';
import type { BilingualChapter } from './bilingual-chapter.js';

const LEADS = [['MEI', '小梅'], ['ARAN', '阿然'], ['XIAOMAN', '小满'], ['QI', '阿七']] as const;
const RIVALS = [['THE INSPECTOR', '巡查'], ['MASTER FENG', '冯师傅'], ['THE MASKED COOK', '蒙面厨子'], ['THE NIGHT CLERK', '夜班掌柜']] as const;

/** A comic in script form: page, panel, picture and speech, as a letterer reads it. */
export function comicChapters(subject: DeliverableSubject): BilingualChapter[] {
  const random = new SeededRandom(`${subject.productId}/comic`);
  const [lead, leadZh] = random.pick(LEADS);
  const [rival, rivalZh] = random.pick(RIVALS);
  return [
    { titleEn: 'Episode 1: The door that was open', titleZh: '第一话：开着的门', en: [
      'Page 1, panel 1. Wide. A street at night, lanterns, steam from a kitchen window. Nobody in sight except a cat on a wall.',
      `Page 1, panel 2. Close on a hand that pushes a door. Caption: "They said it was always locked." ${lead}, whispering: "It is not."`,
      `Page 1, panel 3. Tall. ${lead} small in the doorway, an enormous hall behind, shelves up to the roof, a single lamp.`,
      `Page 2, panel 1. ${rival} from behind, not turning round: "You are four minutes late." ${lead}: "For what?" ${rival}: "For the only job in town that nobody wants."`,
      'Page 2, panel 2. The cat jumps down between the two. It wears a tiny apron. Silence of a whole panel.',
    ], zh: [
      '第1页第1格。远景。夜里的街，灯笼，厨房窗口冒着蒸汽。除了墙头一只猫，没有别人。',
      `第1页第2格。特写，一只手推门。旁白：“人人都说这门一直锁着。”${leadZh}（轻声）：“没锁。”`,
      `第1页第3格。竖格。${leadZh}小小地站在门口，身后是巨大的厅堂，货架直到屋顶，只有一盏灯。`,
      `第2页第1格。${rivalZh}背对着，没有回头：“你迟了四分钟。”${leadZh}：“迟了什么？”${rivalZh}：“镇上唯一没人要的差事。”`,
      '第2页第2格。猫跳到两人中间，系着一条小围裙。整整一格的沉默。',
    ] },
    { titleEn: 'Episode 2: Rules of the house', titleZh: '第二话：店规', en: [
      'Page 3, panel 1. A scroll that unrolls across the floor. Rule one: never open the third drawer. Rule two: there is no third drawer.',
      `Page 3, panel 2. ${lead} counts drawers: one, two, and stops. Sound: a knock, from inside.`,
      `Page 3, panel 3. ${rival}, pouring tea, entirely calm: "It does that when it is curious."`,
      `Page 4, full page. The drawer is open. Light, paper cranes, and a map of the town on which one house is missing. ${lead}: "That is where I live."`,
    ], zh: [
      '第3页第1格。一卷纸一直铺到地上。店规一：不许开第三个抽屉。店规二：没有第三个抽屉。',
      `第3页第2格。${leadZh}数抽屉：一，二，停住了。音效：里面传来敲击声。`,
      `第3页第3格。${rivalZh}倒着茶，一脸平静：“它好奇的时候就这样。”`,
      `第4页，整页。抽屉开了。光，纸鹤，还有一张小镇地图，上面少了一座房子。${leadZh}：“那是我家。”`,
    ] },
    { titleEn: 'Episode 3: The missing house', titleZh: '第三话：消失的房子', en: [
      `Page 5, panel 1. ${lead} runs, roofs flying past, speed lines. The cat rides on the shoulder.`,
      'Page 5, panel 2. An empty plot between two houses. Grass, a bicycle, a lunch box that is still warm.',
      `Page 5, panel 3. Close. ${lead} picks up the lunch box; a label in familiar handwriting: "Eat first. Then look under the bicycle."`,
      `Page 6, panel 1. ${rival} arrives out of breath, hat in hand: "You should have read rule three." ${lead}, mouth full: "Which says?" ${rival}: "Whoever finds the house keeps it."`,
      'Page 6, panel 2. Under the bicycle: a keyhole in the ground. To be continued.',
    ], zh: [
      `第5页第1格。${leadZh}奔跑，屋顶飞快后退，速度线。猫蹲在肩上。`,
      '第5页第2格。两座房子之间的空地。青草，一辆自行车，一只还温着的饭盒。',
      `第5页第3格。特写。${leadZh}拿起饭盒，标签上是熟悉的字迹：“先吃。再看自行车底下。”`,
      `第6页第1格。${rivalZh}气喘吁吁赶到，帽子拿在手里：“你该先看店规三。”${leadZh}（嘴里塞满）：“写的什么？”${rivalZh}：“谁找到房子，房子归谁。”`,
      '第6页第2格。自行车底下：地上有一个锁孔。未完待续。',
    ] },
  ];
}
