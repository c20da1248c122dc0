import { Injectable } from '@nestjs/common';
import { AddChapter, CourseReads, MerchantChapters, SetCourse, TrackReads } from '@silkport/delivery';
import type { PlacedProduct } from '../placed-products.js';
import { seedCourses } from './courses.js';
import { seedStreams } from './streams.js';

/** Tables of contents of what is watched, heard, read and learned. What has one is left alone. */
@Injectable()
export class SeedMedia {
  constructor(
    private readonly addChapter: AddChapter, private readonly chapters: MerchantChapters, private readonly tracks: TrackReads, private readonly setCourse: SetCourse, private readonly courses: CourseReads,
  ) {}

  async run(placed: readonly PlacedProduct[], now: Date): Promise<void> {
    await seedStreams({ addChapter: this.addChapter, chapters: this.chapters, tracks: this.tracks, now }, placed);
    await seedCourses({ setCourse: this.setCourse, courses: this.courses }, placed);
  }
}
