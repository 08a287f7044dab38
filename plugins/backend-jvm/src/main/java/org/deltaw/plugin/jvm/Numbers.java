package org.deltaw.plugin.jvm;

import java.util.Arrays;

/** An array of numbers of either kind. */
sealed interface Numbers {
    /** Returns the array itself, for compiled code. */
    Object array();

    int size();

    void set(int index, double value);

    double get(int index);

    /** Sets the numbers from one index to before another to 0. */
    void clear(int from, int to);

    /** Copies numbers to another place in the same array. */
    void move(int from, int to, int count);

    /** Copies numbers to the beginning of a new array. */
    Numbers copy(int from, int count);

    /** Writes all numbers of another array here. */
    void put(Numbers others, int to);

    /** Writes chosen values to chosen places from a base on. */
    void scatter(double[] values, int from, int[] entries, int base, int[] positions);

    /** Reads chosen places from a base on into chosen values. */
    void gather(int base, int[] positions, double[] values, int to, int[] entries);

    /** Adds the first numbers to totals. */
    void addTo(double[] totals);

    /** Numbers of 64 bits. */
    record Doubles(double[] array) implements Numbers {
        @Override
        public int size() {
            return array.length;
        }

        @Override
        public void set(int index, double value) {
            array[index] = value;
        }

        @Override
        public double get(int index) {
            return array[index];
        }

        @Override
        public void clear(int from, int to) {
            Arrays.fill(array, from, to, 0);
        }

        @Override
        public void move(int from, int to, int count) {
            System.arraycopy(array, from, array, to, count);
        }

        @Override
        public Numbers copy(int from, int count) {
            return new Doubles(Arrays.copyOfRange(array, from, from + count));
        }

        @Override
        public void put(Numbers others, int to) {
            System.arraycopy(others.array(), 0, array, to, others.size());
        }

        @Override
        public void scatter(double[] values, int from, int[] entries, int base, int[] positions) {
            for (int i = 0; i < entries.length; i++) {
                array[base + positions[i]] = values[from + entries[i]];
            }
        }

        @Override
        public void gather(int base, int[] positions, double[] values, int to, int[] entries) {
            for (int i = 0; i < entries.length; i++) {
                values[to + entries[i]] = array[base + positions[i]];
            }
        }

        @Override
        public void addTo(double[] totals) {
            for (int i = 0; i < totals.length; i++) {
                totals[i] += array[i];
            }
        }
    }

    /** Numbers of 32 bits. */
    record Floats(float[] array) implements Numbers {
        @Override
        public int size() {
            return array.length;
        }

        @Override
        public void set(int index, double value) {
            array[index] = (float) value;
        }

        @Override
        public double get(int index) {
            return array[index];
        }

        @Override
        public void clear(int from, int to) {
            Arrays.fill(array, from, to, 0);
        }

        @Override
        public void move(int from, int to, int count) {
            System.arraycopy(array, from, array, to, count);
        }

        @Override
        public Numbers copy(int from, int count) {
            return new Floats(Arrays.copyOfRange(array, from, from + count));
        }

        @Override
        public void put(Numbers others, int to) {
            System.arraycopy(others.array(), 0, array, to, others.size());
        }

        @Override
        public void scatter(double[] values, int from, int[] entries, int base, int[] positions) {
            for (int i = 0; i < entries.length; i++) {
                array[base + positions[i]] = (float) values[from + entries[i]];
            }
        }

        @Override
        public void gather(int base, int[] positions, double[] values, int to, int[] entries) {
            for (int i = 0; i < entries.length; i++) {
                values[to + entries[i]] = array[base + positions[i]];
            }
        }

        @Override
        public void addTo(double[] totals) {
            for (int i = 0; i < totals.length; i++) {
                totals[i] += array[i];
            }
        }
    }
}
