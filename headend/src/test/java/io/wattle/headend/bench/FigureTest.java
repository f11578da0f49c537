package io.wattle.headend.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.headend.bench.Figure.Aim;
import io.wattle.headend.bench.Figure.Baseline;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class FigureTest {

    @Test
    void shouldTakeTheMiddleOfItsRounds() {
        assertThat(sample(3, 1, 9).median()).isEqualTo(3);
        assertThat(sample(4, 1, 9, 2).median()).isEqualTo(3);
    }

    @Test
    void shouldSayWhetherTheRatioIsAsItShouldBe() {
        assertThat(figure(Aim.atLeast(30), 3_000, 100).words()).contains("ratio 30; aim at least 30: met");
        assertThat(figure(Aim.atLeast(30), 2_999, 100).words()).contains("aim at least 30: missed");
        assertThat(figure(Aim.atMost(3), 300, 100).words()).contains("aim at most 3: met");
        assertThat(figure(Aim.atMost(3), 301, 100).words()).contains("aim at most 3: missed");
    }

    @Test
    void shouldBeOneJsonObject() {
        assertThat(figure(Aim.atLeast(30), 123_456.7, 4_000).json())
                .hasToString("{\"metric\":\"durable-credits\",\"value\":123457,\"unit\":\"credits/s\",\"low\":123457,"
                        + "\"high\":123457,\"against\":\"postgresql\",\"baseline\":4000,\"ratio\":30.9,"
                        + "\"aim\":\"at least 30\",\"met\":true}");
    }

    private static Figure figure(Aim aim, double value, double baseline) {
        return Figure.of("durable-credits", "credits/s", sample(value), new Baseline("postgresql", baseline),
                Optional.of(aim));
    }

    private static Sample sample(double... values) {
        Sample sample = new Sample();
        DoubleStream.of(values).forEach(sample::add);
        return sample;
    }
}
