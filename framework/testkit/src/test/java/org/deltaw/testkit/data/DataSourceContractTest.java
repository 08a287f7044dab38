package org.deltaw.testkit.data;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.deltaw.spi.data.DataSource;
import org.deltaw.testkit.Conformance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DataSourceContractTest {
    static final class Resolver extends Conformance.FaultResolver<FaultySource.Fault> {
        Resolver() {
            super(FaultySource.Fault.class);
        }
    }

    @ExtendWith(Resolver.class)
    static final class Case extends DataSourceContract<FaultySource.Settings> {
        private final FaultySource.Fault fault;
        private final AtomicInteger calls = new AtomicInteger();

        @TempDir
        Path directory;

        Case(FaultySource.Fault fault) {
            this.fault = fault;
        }

        @Override
        protected DataSource<FaultySource.Settings> extension() {
            return new FaultySource(fault, calls);
        }

        @Override
        protected List<FaultySource.Settings> settings() {
            return List.of(new FaultySource.Settings(0.5), new FaultySource.Settings(0));
        }

        @Override
        protected Path directory() {
            return directory;
        }

        @Override
        protected boolean isRandom(FaultySource.Settings settings) {
            return settings.noise() > 0;
        }
    }

    @ParameterizedTest
    @EnumSource
    void faultIsCaught(FaultySource.Fault fault) {
        Conformance.assertCaught(Case.class, fault);
    }
}
