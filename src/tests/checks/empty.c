/* Nothing: a second file for those that take several. */
typedef int nothing;
