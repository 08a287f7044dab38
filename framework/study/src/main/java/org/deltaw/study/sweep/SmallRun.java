package org.deltaw.study.sweep;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.spi.Setting;

/** What is different when an experiment is run small. */
public record SmallRun(
        @Setting(value = "further changes of the spec", byDefault = "[]") List<String> set,
        @Setting(value = "by factor, the levels to keep", byDefault = "{}") Map<String, List<String>> levels,
        @Setting("seeds; without it those of the full size") Optional<List<Integer>> seeds) {
    public SmallRun {
        set = List.copyOf(set);
        levels = Map.copyOf(levels);
        seeds = seeds.map(List::copyOf);
    }
}
