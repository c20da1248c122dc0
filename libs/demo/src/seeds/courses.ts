import type { CourseReads, LessonFile, SetCourse, WantedModule } from '@silkport/delivery';
import type { Translated } from '@silkport/values';
import { demoId } from '../demo-ids.js';
import { deliveryKindOf } from '../demo-variants.js';
import type { PlacedProduct } from '../placed-products.js';

const words = (en: string, zh: string, ru: string, ar: string): Translated => ({ en, 'zh-CN': zh, ru, ar });

const titles = {
  start: words('Before you begin', '开始之前', 'Прежде чем начать', 'قبل أن تبدأ'), about: words('What this course is about', '课程简介', 'О чём этот курс', 'عن هذه الدورة'),
  how: words('How to work with it', '学习方法', 'Как по нему заниматься', 'كيف تستفيد منها'), material: words('The material', '课程材料', 'Материалы', 'المواد'),
  end: words('To finish', '结业', 'В завершение', 'للختام'), own: words('Make something of your own', '独立完成一件作品', 'Сделайте что-нибудь своё', 'اصنع شيئًا من عندك'),
};

const how = words(
  '<p>Take the lessons in their order and at your own pace. Nothing runs out.</p><ul><li>Open a lesson, work through it, and mark it as completed.</li><li>Stop where you like: you are led on from there.</li><li>When all is completed you get a certificate with your name.</li></ul>',
  '<p>按顺序、按自己的节奏学习，内容不会过期。</p><ul><li>打开课时，学完后标为已完成。</li><li>随时可停，下次从此处继续。</li><li>全部完成后可领取写有姓名的证书。</li></ul>',
  '<p>Проходите уроки по порядку и в своём темпе: срока у них нет.</p><ul><li>Откройте урок, поработайте с ним и отметьте как пройденный.</li><li>Остановиться можно где угодно: вы продолжите оттуда.</li><li>Когда пройдены все, вы получите именной сертификат.</li></ul>',
  '<p>خذ الدروس بترتيبها وبالسرعة التي تناسبك، فهي لا تنتهي.</p><ul><li>افتح الدرس واعمل عليه ثم حدّده كمكتمل.</li><li>توقف حيث شئت وستتابع من هناك.</li><li>عند إكمال الكل تحصل على شهادة باسمك.</li></ul>',
);
const use = words('<p>Open the file below and keep it beside you while you work. Write down what is new to you, and try it once before you go on.</p>', '<p>打开下面的文件，边做边看。记下新的内容，先动手试一次再继续。</p>', '<p>Откройте файл ниже и держите его под рукой. Запишите, что для вас ново, и попробуйте это один раз, прежде чем идти дальше.</p>', '<p>افتح الملف أدناه وأبقه قريبًا منك وأنت تعمل. دوّن ما هو جديد عليك وجرّبه مرة قبل أن تتابع.</p>');
const own = words('<p>Choose one thing of this course and make it without looking at the material. Compare then, and note what you would do differently. What you can explain to somebody else you have learned.</p>', '<p>选本课中的一件事，不看材料独立完成，再对照并记下想改进之处。能讲给别人听，才算学会。</p>', '<p>Выберите из курса что-то одно и сделайте, не глядя в материалы. Затем сравните и запишите, что сделали бы иначе. Чему вы можете научить другого, то вы усвоили.</p>', '<p>اختر شيئًا واحدًا من الدورة واصنعه دون النظر إلى المواد، ثم قارن ودوّن ما كنت ستفعله بشكل مختلف. ما تستطيع شرحه لغيرك فقد تعلّمته.</p>');

interface Seeding { readonly setCourse: SetCourse; readonly courses: CourseReads }

/** Lessons for each course of the demo, around the files that it has; one that has lessons is left alone. Its files have to be there before. */
export async function seedCourses({ setCourse, courses }: Seeding, placed: readonly PlacedProduct[]): Promise<void> {
  for (const { id, merchant, product } of placed.filter((each) => deliveryKindOf(each.product) === 'course')) {
    if (await courses.find(id)) continue;
    const modules = modulesOf(product.description, await courses.filesOfProduct(id));
    await setCourse.run({ productId: id, merchantId: demoId('merchant', merchant.slug), personId: null, basedOn: 0, modules });
  }
}

function modulesOf(description: Translated, files: readonly LessonFile[]): WantedModule[] {
  const text = (title: Translated, body: Translated, isPreview = false) => ({ title, body, assetIds: [], isPreview });
  return [
    { title: titles.start, lessons: [text(titles.about, description, true), text(titles.how, how, true)] },
    ...(files.length ? [{ title: titles.material, lessons: files.map((file) => ({ title: file.title, body: use, assetIds: [file.id], isPreview: false })) }] : []),
    { title: titles.end, lessons: [text(titles.own, own)] },
  ];
}
