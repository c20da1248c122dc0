const names = (text: string) => text.split(' ');

/**
 * What queries may call. All of them take bounded memory for a bounded input: texts cannot be multiplied, lists cannot be built, files and
 * settings cannot be reached. The engine's own memory limit does not count the texts that a function makes, hence a list of what is
 * allowed and not of what is forbidden.
 */
export const allowedFunctions: ReadonlySet<string> = new Set([
  ...names('+ - * / // % ** ^ & | << >> ~ ! @ || ~~ !~~ ~~* !~~* ~~~ like_escape not_like_escape ilike_escape not_ilike_escape not_in in'),
  ...names('count count_star sum avg mean min max first last any_value arg_min arg_max min_by max_by median mode stddev stddev_samp stddev_pop variance var_samp var_pop corr covar_pop covar_samp'),
  ...names('quantile_cont quantile_disc approx_count_distinct approx_quantile bool_and bool_or product regr_slope regr_intercept regr_r2 skewness kurtosis entropy sum_no_overflow fsum'),
  ...names('row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value'),
  ...names('abs ceil ceiling floor round trunc sign sqrt cbrt exp ln log log2 log10 pow power mod greatest least pi sin cos tan asin acos atan atan2 radians degrees isnan isinf isfinite even gcd lcm divide multiply add subtract'),
  ...names('lower upper lcase ucase length len strlen char_length character_length left right substr substring trim ltrim rtrim strpos instr position contains starts_with prefix ends_with suffix split_part reverse concat ascii unicode chr regexp_matches regexp_full_match regexp_extract levenshtein jaro_winkler_similarity nfc_normalize strip_accents md5 sha256 hash'),
  ...names('date_part datepart date_trunc datetrunc date_diff datediff date_sub date_add datesub age year month day hour minute second quarter week weekday dayofweek isodow dayofyear yearweek decade century epoch epoch_ms make_date make_time make_timestamp strftime strptime try_strptime last_day monthname dayname time_bucket to_days to_hours to_minutes to_seconds to_months to_years to_weeks today current_date'),
  ...names('coalesce ifnull nullif if case constant_or_null typeof'),
]);

/** Those that stand where a table does. */
export const allowedTableFunctions: ReadonlySet<string> = new Set(['range', 'generate_series']);
